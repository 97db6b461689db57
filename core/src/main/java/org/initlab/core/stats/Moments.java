package org.initlab.core.stats;

/**
 * Moments of many values: corrected two-pass (Chan, Golub and LeVeque 1983), block sums joined by a
 * compensated sum, so that relative errors stay near √{@value #BLOCK}·u whatever the number of
 * values and however far the mean lies from 0.
 *
 * @param mean E[x]
 * @param variance E[(x − E x)²], the population's
 * @param second E[x²]
 * @param kurtosis E[(x − E x)⁴]/variance², 3 for a normal; NaN where the variance is 0
 */
record Moments(double mean, double variance, double second, double kurtosis) {
  private static final int BLOCK = 128;

  static final Moments UNDEFINED = new Moments(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * @param x finite values, at least one
   * @param maxAbs the largest magnitude among them
   */
  static Moments of(double[] x, double maxAbs) {
    // Fourth powers must neither overflow nor underflow; a power of two changes no digit.
    boolean extreme = maxAbs != 0 && Math.abs(Math.getExponent(maxAbs)) > 200;
    double scale = extreme ? Norms.powerOfTwoScale(maxAbs) : 1;
    CompensatedSum sum = new CompensatedSum();
    CompensatedSum squares = new CompensatedSum();
    for (int from = 0; from < x.length; from += BLOCK) {
      int to = Math.min(x.length, from + BLOCK);
      double s1 = 0;
      double s2 = 0;
      for (int i = from; i < to; i++) {
        double v = x[i] * scale;
        s1 += v;
        s2 += v * v;
      }
      sum.add(s1);
      squares.add(s2);
    }
    double mean = sum.value() / x.length;
    double second = squares.value() / x.length;
    double[] central = central(x, scale, mean);
    double variance = central[1];
    double kurtosis = variance > 0 ? central[2] / (variance * variance) : Double.NaN;
    return new Moments(
        (mean + central[0]) / scale, variance / scale / scale, second / scale / scale, kurtosis);
  }

  /** What {@code about} lacks to the mean, and the second and fourth central moments. */
  private static double[] central(double[] x, double scale, double about) {
    CompensatedSum[] sums = new CompensatedSum[4];
    for (int k = 0; k < 4; k++) sums[k] = new CompensatedSum();
    for (int from = 0; from < x.length; from += BLOCK) {
      int to = Math.min(x.length, from + BLOCK);
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      for (int i = from; i < to; i++) {
        double v = x[i] * scale - about;
        double v2 = v * v;
        s1 += v;
        s2 += v2;
        s3 += v2 * v;
        s4 += v2 * v2;
      }
      sums[0].add(s1);
      sums[1].add(s2);
      sums[2].add(s3);
      sums[3].add(s4);
    }
    // The rounded mean is off by c; the binomial theorem moves the moments to the true one.
    double c = sums[0].value() / x.length;
    double m2 = sums[1].value() / x.length;
    double m3 = sums[2].value() / x.length;
    double m4 = sums[3].value() / x.length;
    double fourth = m4 - 4 * c * m3 + 6 * c * c * m2 - 3 * c * c * c * c;
    return new double[] {c, Math.max(0, m2 - c * c), fourth};
  }
}
