package org.initlab.core.hessian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;

/**
 * The method of Lanczos (1950) with full reorthogonalization, twice (Parlett 1998, §6.9): an
 * orthonormal basis Q of a Krylov space and T = QᵀAQ, tridiagonal, whose eigenvalues (Ritz values)
 * tend to the extreme eigenvalues of A first. Where the space closes, it goes on with a random
 * vector orthogonal to it, so that multiple eigenvalues are found as often as they occur. Holds
 * {@code steps} vectors.
 *
 * @param steps products with A; never more than its rows
 */
public record Lanczos(int steps) {
  private static final String START = "hessian/lanczos/start";
  private static final String RESTART = "hessian/lanczos/restart/";

  /** What is left of a vector whose direction is lost to rounding, relative to the product. */
  private static final double CLOSED = 0x1p-45;

  public Lanczos {
    Arguments.positive("iterations", steps);
  }

  /**
   * An approximate eigenvalue.
   *
   * @param residual ‖Ay − θy‖ for its unit vector y: an eigenvalue of A lies within it of θ, but
   *     for rounding
   */
  public record Ritz(double value, double residual) {}

  /** Ritz values, by size descending, from a start that is drawn from {@code seed}. */
  public List<Ritz> run(SymmetricOperator a, Seed seed) {
    Basis basis = run(a, Vectors.normal(a.dimension(), seed.stream(START)), seed);
    Tridiagonal t = basis.decomposed();
    return IntStream.range(0, t.values().length)
        .mapToObj(i -> new Ritz(t.values()[i], Math.abs(basis.rest() * t.last()[i])))
        .sorted((x, y) -> Double.compare(Math.abs(y.value()), Math.abs(x.value())))
        .toList();
  }

  /**
   * T of a Krylov space.
   *
   * @param beside β_1…β_m−1 beside the diagonal
   * @param rest β_m, the norm of what leads out of the space
   */
  record Basis(double[] diagonal, double[] beside, double rest) {
    Tridiagonal decomposed() {
      return Tridiagonal.of(diagonal, beside);
    }
  }

  Basis run(SymmetricOperator a, double[] start, Seed seed) {
    int m = Math.min(steps, a.dimension());
    double[] diagonal = new double[m];
    double[] beside = new double[m];
    List<double[]> basis = new ArrayList<>(m);
    double[] q = Vectors.scaled(start, 1 / Vectors.norm(start));
    for (int j = 0; ; j++) {
      basis.add(q);
      double[] w = a.apply(q);
      requireFinite(w);
      double size = Vectors.norm(w);
      diagonal[j] = Vectors.dot(q, w);
      orthogonalize(w, basis);
      double beta = Vectors.norm(w);
      boolean closed = !(beta > CLOSED * size);
      beside[j] = closed ? 0 : beta;
      if (j == m - 1) return new Basis(diagonal, Arrays.copyOf(beside, m - 1), beta);
      q = closed ? fresh(basis, seed) : Vectors.scaled(w, 1 / beta);
    }
  }

  /** A random unit vector orthogonal to the basis. */
  private static double[] fresh(List<double[]> basis, Seed seed) {
    double[] q = Vectors.normal(basis.get(0).length, seed.stream(RESTART + basis.size()));
    orthogonalize(q, basis);
    return Vectors.scaled(q, 1 / Vectors.norm(q));
  }

  /** Twice is enough: what the first pass leaves by cancellation, the second takes away. */
  private static void orthogonalize(double[] w, List<double[]> basis) {
    for (int pass = 0; pass < 2; pass++) {
      for (double[] q : basis) Vectors.add(-Vectors.dot(q, w), q, w);
    }
  }

  private static void requireFinite(double[] w) {
    for (double x : w) {
      if (Double.isFinite(x)) continue;
      throw new InvalidInputException(
          "Lanczos needs finite products, but this matrix overflows: " + x + " in A·q, |q| = 1");
    }
  }
}
