package org.initlab.core.experiment.calibration;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * The largest of K independent |N(0, σ²)|, what the worst of many deviations is like; K need not be
 * an integer.
 *
 * @param logCount ln K
 * @param sigma σ
 */
record NormalMaximum(double logCount, double sigma) {
  /** Of |N(0, 1)|; P(|Z| &gt; 14) = 2e-44 is beyond any K that is looked for. */
  private static final double LIMIT = 14;

  private static final int STEPS = 2800;
  private static final double LARGEST = 60;

  /**
   * The one with this mean and standard deviation.
   *
   * @return null if their ratio is below that of a single |N|, as of a longer tail, or above what
   *     the largest K gives
   */
  static NormalMaximum fitted(double mean, double deviation) {
    double ratio = mean / deviation;
    double low = 0;
    double high = LARGEST;
    if (!(ratio > ratio(low) && ratio < ratio(high))) return null;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (ratio(middle) < ratio) low = middle;
      else high = middle;
    }
    return new NormalMaximum(low, mean / moments(low)[0]);
  }

  private static double ratio(double logCount) {
    double[] m = moments(logCount);
    return m[0] / m[1];
  }

  /** Mean ∫P(M > x)dx and standard deviation, E M² = ∫2x·P(M > x)dx, for σ = 1. */
  private static double[] moments(double logCount) {
    double h = LIMIT / STEPS;
    double mean = 0.5;
    double square = 0;
    for (int i = 1; i <= STEPS; i++) {
      double p = exceeds(logCount, i * h);
      mean += p;
      square += 2 * i * h * p;
    }
    mean *= h;
    square *= h;
    return new double[] {mean, Math.sqrt(square - mean * mean)};
  }

  /** P(M &gt; x) = 1 − (1 − P(|Z| &gt; x))^K. */
  private static double exceeds(double logCount, double x) {
    return -Math.expm1(Math.exp(logCount) * Math.log1p(-Erfc.value(x / Math.sqrt(2))));
  }

  /** P(M &gt; 1). */
  double beyondOne() {
    return exceeds(logCount, 1 / sigma);
  }
}
