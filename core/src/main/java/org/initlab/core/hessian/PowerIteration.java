package org.initlab.core.hessian;

import java.util.Arrays;
import org.initlab.core.error.Arguments;
import org.initlab.core.random.Seed;

/**
 * Power iteration as the program of Arpit et al. (2019) runs it ({@code util/hessian.py}): v₀ ~
 * N(0, 1), w = A·v, and v = w/λ, λ the entry of w of largest size with its sign, which is also the
 * estimate. For an eigenvector whose largest entry is 1, λ is the eigenvalue; the error falls as
 * |λ₂/λ₁| per step, λ₁ the eigenvalue of largest size.
 *
 * @param steps products with A; the original's command takes {@link #ORIGINAL_STEPS}
 */
public record PowerIteration(int steps) {
  public static final int ORIGINAL_STEPS = 40;
  private static final String START = "hessian/power/start";

  public PowerIteration {
    Arguments.positive("iterations", steps);
  }

  /**
   * What the steps gave. Where a product is not finite or all zero, the steps end there, and the
   * estimate is NaN or 0.
   *
   * @param history λ after every step
   * @param rayleigh ρ = v·Av/v·v of the last step's v
   * @param residual ‖Av − ρv‖/‖v‖ of that step: an eigenvalue of A lies within it of ρ
   */
  public record Estimate(double[] history, double rayleigh, double residual) {
    /** The original's estimate, that of the last step, signed. */
    public double eigenvalue() {
      return history[history.length - 1];
    }
  }

  /** Iterates from a start that is drawn from {@code seed}. */
  public Estimate run(SymmetricOperator a, Seed seed) {
    return run(a, Vectors.normal(a.dimension(), seed.stream(START)));
  }

  /** Iterates from {@code start}, which is not zero. */
  Estimate run(SymmetricOperator a, double[] start) {
    double[] history = new double[steps];
    double[] v = start;
    for (int step = 0; ; step++) {
      double[] w = a.apply(v);
      double entry = largestEntry(w);
      history[step] = entry;
      if (step == steps - 1 || entry == 0 || Double.isNaN(entry)) {
        return estimate(Arrays.copyOf(history, step + 1), v, w);
      }
      v = new double[w.length];
      for (int i = 0; i < v.length; i++) v[i] = w[i] / entry;
    }
  }

  private static Estimate estimate(double[] history, double[] v, double[] w) {
    double squares = Vectors.dot(v, v);
    double rayleigh = Vectors.dot(v, w) / squares;
    double residual = 0;
    for (int i = 0; i < v.length; i++) {
      double r = w[i] - rayleigh * v[i];
      residual += r * r;
    }
    return new Estimate(history, rayleigh, Math.sqrt(residual / squares));
  }

  /** The largest positive entry, or the least one where that is larger in size; else NaN. */
  private static double largestEntry(double[] w) {
    double max = Double.NEGATIVE_INFINITY;
    double min = Double.POSITIVE_INFINITY;
    for (double x : w) {
      if (!Double.isFinite(x)) return Double.NaN;
      max = Math.max(max, x);
      min = Math.min(min, x);
    }
    return max < -min ? min : max;
  }
}
