package org.initlab.core.linalg;

/** Inner products by four interleaved sums, added up in a fixed order. */
public final class Dot {
  private Dot() {}

  /** Σ x[i]·y[i] for from ≤ i &lt; to. */
  public static double of(double[] x, double[] y, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < to; i++) s0 += x[i] * y[i];
    return (s0 + s1) + (s2 + s3);
  }
}
