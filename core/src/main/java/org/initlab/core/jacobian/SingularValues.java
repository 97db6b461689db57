package org.initlab.core.jacobian;

import java.util.Arrays;

/**
 * The singular values s_1 ≥ … ≥ s_r ≥ 0 of an m×n Jacobian, r = min(m, n), and the moments of their
 * squares as Pennington, Schoenholz and Ganguli (2017, arXiv 1711.04735) have them, normalized by
 * r: m_k = (1/r) Σ s_i^2k, which for a square Jacobian is tr (JJᵀ)^k / n.
 *
 * @param values all r of them, descending
 */
public record SingularValues(double[] values) {
  /**
   * @param values of any order; copied
   */
  public SingularValues {
    values = values.clone();
    Arrays.sort(values);
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  public double max() {
    return values[0];
  }

  public double min() {
    return values[values.length - 1];
  }

  /** s_1/s_r; ∞ for a singular Jacobian. */
  public double condition() {
    return max() / min();
  }

  /** m_k = (1/r) Σ s_i^2k. */
  public double moment(int k) {
    double sum = 0;
    for (double s : values) sum += Math.pow(s, 2.0 * k);
    return sum / values.length;
  }

  /**
   * m₂/m₁² − 1, the variance of s² relative to its squared mean: 0 for an isometry and its
   * multiples. Computed from s²/s_1², so that it holds where m₂ overflows; NaN where all are 0.
   */
  public double relativeVariance() {
    double mean = 0;
    for (double s : values) mean += (s / max()) * (s / max()) / values.length;
    double variance = 0;
    for (double s : values) {
      double d = (s / max()) * (s / max()) / mean - 1;
      variance += d * d / values.length;
    }
    return variance;
  }
}
