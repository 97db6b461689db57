package org.initlab.experiments.pennington2017;

/**
 * How far a network of finite width is expected from the limit of infinite width, relative to that:
 * standard deviations over networks and bounds of the shift of their mean. Taken from an
 * independent simulation in numpy 2 with 100 networks of width 64 and 8 of width 256 per case, L =
 * 4, 16, 64 and (width 256) 256; the formulas follow it within a factor of 1.5 and are used for
 * other sizes.
 *
 * @param ofVariance standard deviation of m₂/m₁² − 1; NaN where it is not known
 * @param biasOfVariance the most that width shifts it
 * @param ofLargest standard deviation of s_max; NaN where it is not known
 * @param biasOfLargest the most that width shifts it
 */
record SpectraDeviation(
    double ofVariance, double biasOfVariance, double ofLargest, double biasOfLargest) {
  /** Tails of these moments are somewhat longer than normal ones: skewness was 1 at most. */
  static final double SKEWNESS = 1.3;

  /** Of spectra that spread with depth, times N: 5 to 15, 14 to 23 and 32 to 85 were measured. */
  private static final double[][] SPREADING = {{4, 15}, {16, 26}, {64, 95}};

  /** Depth over width up to which the limit describes a spreading spectrum. */
  private static final double DEEPEST = 1.0 / 15;

  /** A check with more relative deviation than this says nothing. */
  private static final double LARGEST = 0.35;

  static SpectraDeviation of(SpectrumCase c, SpectraSettings settings, int depth) {
    double n = settings.width();
    if (!c.isometric()) return spreading(n, depth);
    double saturated = c.limit(depth).massAtZero();
    return saturated == 0 ? smooth(n, depth) : saturating(n, depth, saturated);
  }

  private static SpectraDeviation spreading(double n, int depth) {
    double deviation = Double.NaN;
    for (double[] known : SPREADING) {
      if (known[0] == depth && depth <= DEEPEST * n) deviation = known[1] / n;
    }
    return new SpectraDeviation(deviation, depth / n + 2 / n, Double.NaN, 0);
  }

  /**
   * tanh: the variance is a mean over NL squared slopes; 0.107 at N = 64, L = 4 and 0.0085 at 256,
   * 256 were measured, shifts of 13 % and 3 % at most. s_max, of which the last layers' wander of q
   * decides: 0.14 % and 1.9 %.
   */
  private static SpectraDeviation smooth(double n, int depth) {
    return new SpectraDeviation(
        2.3 / Math.sqrt(n * depth),
        10 / n,
        0.0018 * Math.pow(depth / 4.0, 0.9) * Math.sqrt(64 / n),
        0.13 / n * Math.pow(depth / 4.0, 0.6));
  }

  /**
   * Hard-tanh: (1 − p)NL units in all are saturated, few or none, and as rare as a Gaussian tail
   * has them, which that of a finite layer falls short of. s_max is exactly p^(−L/2) as long as
   * fewer units than N are saturated: there is a direction that meets none.
   */
  private static SpectraDeviation saturating(double n, int depth, double saturated) {
    double expected = saturated * depth;
    double deviation = 1.1 / Math.sqrt(expected * n) + 1.3 / Math.sqrt(n);
    boolean free = expected <= 0.7;
    return new SpectraDeviation(deviation, 25 / n, free ? 0 : Double.NaN, 1e-9);
  }

  /** Whether the variance is known well enough to be checked. */
  boolean variance() {
    return ofVariance <= LARGEST;
  }

  /** Whether s_max is. */
  boolean largest() {
    return ofLargest <= LARGEST;
  }
}
