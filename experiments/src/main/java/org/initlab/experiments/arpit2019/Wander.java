package org.initlab.experiments.arpit2019;

import java.util.List;

/**
 * How far the curves of a correct program may lie from their closed forms: the theory of {@link
 * org.initlab.core.theory.NormPropagationWander} for the networks of one curve.
 */
final class Wander {
  /**
   * Tolerances are this much wider than the theory's: it is of leading order in 1/width, its
   * variances are good to about a tenth at width 80, and logarithms of norms are not quite normal.
   * Over 200 seeds at smoke scale none of 9600 checks failed; deviations had standard deviations of
   * 0.86 to 1.13 of the theory's, and the largest was 0.88 of its tolerance.
   */
  static final double HIGHER_ORDER = 1.2;

  private final List<double[]> variances;

  /**
   * @param samples over which each network's mean square is taken
   */
  Wander(Curve curve, int samples) {
    this.variances =
        curve.lines().stream()
            .map(l -> l.network().wander(curve.direction()).varianceOfMeanSquare(samples))
            .toList();
  }

  /** Var ln S of network k at point i, S the mean square. */
  double variance(int k, int i) {
    return variances.get(k)[i - 1];
  }

  /** Var ln S at point i, the average of the networks'. */
  double variance(int i) {
    return variances.stream().mapToDouble(v -> v[i - 1]).average().orElseThrow();
  }

  /** The standard deviation at point i of the average over networks of ln √S. */
  double sdOfLogNorm(int i) {
    return 0.5 * Math.sqrt(variance(i) / variances.size());
  }
}
