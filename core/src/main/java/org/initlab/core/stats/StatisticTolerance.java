package org.initlab.core.stats;

import org.initlab.core.tensor.Tensor;

/**
 * How far each statistic of a batch may move when every value moves by at most {@code e}: what
 * follows from the bound on states for everything that is computed from them. All are absolute;
 * with σ the standard deviation, d the values per sample, k the kurtosis.
 *
 * @param mean e
 * @param variance 2σe + e², by Cauchy–Schwarz
 * @param secondMoment 2√q·e + e²
 * @param kurtosis 8k(e/σ): its derivative is 4E[(x−μ)³Δ]/σ⁴ − 4k·E[(x−μ)Δ]/σ², each at most 4k·e/σ
 *     by Hölder and k ≥ 1; ∞ where e exceeds σ/16 and no first order holds
 * @param zeroFraction a value can be 0 in one batch and not in the other only if it is at most e in
 *     the other: the larger number of values in (0, e], as a fraction, and what the roundings of
 *     fractions may add to their difference
 * @param normRatio the mean of (√d·e + ‖h_n‖/‖r_n‖·e_r)/‖r_n‖, e_r the error of a reference norm;
 *     the same for its standard deviation, which is 1-Lipschitz in the root mean square; ∞ where a
 *     reference may vanish in one batch only
 * @param cosine a unit vector turns by at most 2√d·e/‖h_n‖ and never more than 2, and the mean over
 *     pairs by twice their mean; ∞ where a sample may vanish in one batch only
 */
public record StatisticTolerance(
    double mean,
    double variance,
    double secondMoment,
    double kurtosis,
    double zeroFraction,
    double normRatio,
    double cosine) {

  /** The norms that a batch's are relative to, and how far they may be off. */
  public record Reference(double[] norms, double[] otherNorms, double error) {
    boolean mayVanish(int sample) {
      return oneVanishes(norms[sample], otherNorms[sample], error);
    }
  }

  /**
   * @param a a batch and its statistics, {@code b} the same from elsewhere
   * @param e the largest elementwise difference that is right
   */
  public static StatisticTolerance of(
      Tensor a, Tensor b, BatchStatistics statistics, double e, Reference reference) {
    double sigma = Math.sqrt(statistics.variance());
    double[] norms = Norms.ofSamples(a);
    double spread = Math.sqrt((double) a.size() / norms.length) * e;
    return new StatisticTolerance(
        e,
        (2 * sigma + e) * e,
        (2 * Math.sqrt(statistics.secondMoment()) + e) * e,
        e > sigma / 16 ? Double.POSITIVE_INFINITY : 8 * statistics.kurtosis() * e / sigma,
        fraction(Math.max(small(a, e), small(b, e)), a.size()),
        normRatio(norms, spread, reference),
        cosine(norms, Norms.ofSamples(b), spread));
  }

  /** Three fractions of at most 1 and a difference are rounded, by 2⁻⁵⁴ each. */
  private static double fraction(long count, int size) {
    return count == 0 ? 0 : (double) count / size + 0x1p-52;
  }

  private static long small(Tensor t, double e) {
    long n = 0;
    for (double v : t.data()) if (v != 0 && Math.abs(v) <= e) n++;
    return n;
  }

  private static double normRatio(double[] norms, double spread, Reference reference) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < norms.length; i++) {
      double r = reference.norms[i];
      if (reference.mayVanish(i)) return Double.POSITIVE_INFINITY;
      if (r == 0) continue;
      sum += (spread + norms[i] / r * reference.error) / r;
      n++;
    }
    return n == 0 ? 0 : sum / n;
  }

  private static double cosine(double[] a, double[] b, double spread) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (oneVanishes(a[i], b[i], spread)) return Double.POSITIVE_INFINITY;
      if (a[i] == 0) continue;
      sum += Math.min(2, 2 * spread / a[i]);
      n++;
    }
    return n == 0 ? 0 : 2 * sum / n;
  }

  private static boolean oneVanishes(double a, double b, double error) {
    return (a != 0 || b != 0) && Math.min(a, b) <= error;
  }
}
