package org.initlab.core.hessian;

import java.util.ArrayList;
import java.util.List;
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
   * One step, w = A·v.
   *
   * @param entry λ, the original's estimate; NaN where w is not finite
   * @param rayleigh ρ = v·w/v·v
   * @param residual ‖w − ρv‖/‖v‖: an eigenvalue of A lies within it of ρ
   */
  public record Step(double entry, double rayleigh, double residual) {}

  /**
   * Iterates from a start that is drawn from {@code seed}. The entry of the last step is the
   * original's result. Where a product is all zero or not finite, that step is the last.
   */
  public List<Step> run(SymmetricOperator a, Seed seed) {
    return run(a, Vectors.normal(a.dimension(), seed.stream(START)));
  }

  /** Iterates from {@code start}, which is not zero. */
  List<Step> run(SymmetricOperator a, double[] start) {
    List<Step> history = new ArrayList<>();
    double[] v = start;
    while (true) {
      double[] w = a.apply(v);
      double entry = largestEntry(w);
      history.add(step(v, w, entry));
      if (history.size() == steps || entry == 0 || Double.isNaN(entry)) return history;
      v = new double[w.length];
      for (int i = 0; i < v.length; i++) v[i] = w[i] / entry;
    }
  }

  private static Step step(double[] v, double[] w, double entry) {
    double squares = Vectors.dot(v, v);
    double rayleigh = Vectors.dot(v, w) / squares;
    double residual = 0;
    for (int i = 0; i < v.length; i++) {
      double r = w[i] - rayleigh * v[i];
      residual += r * r;
    }
    return new Step(entry, rayleigh, Math.sqrt(residual / squares));
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
