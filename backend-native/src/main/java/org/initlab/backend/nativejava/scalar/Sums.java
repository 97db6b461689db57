package org.initlab.backend.nativejava.scalar;

/** Sums in float64 whatever the precision of the terms, in a fixed order. */
public final class Sums {
  private Sums() {}

  /**
   * The sum of {@code count} neighbours, by four interleaved sums: one alone would wait for every
   * addition.
   */
  public static double of(double[] x, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 <= end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) s0 += x[i];
    return (s0 + s1) + (s2 + s3);
  }

  /**
   * The sum of {@code count} neighbours, by four interleaved sums: one alone would wait for every
   * addition.
   */
  public static double of(float[] x, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 <= end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) s0 += x[i];
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ (x_i − mean)² over {@code count} neighbours, by four interleaved sums. */
  public static double ofSquares(double[] x, double mean, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 <= end; i += 4) {
      s0 += (x[i] - mean) * (x[i] - mean);
      s1 += (x[i + 1] - mean) * (x[i + 1] - mean);
      s2 += (x[i + 2] - mean) * (x[i + 2] - mean);
      s3 += (x[i + 3] - mean) * (x[i + 3] - mean);
    }
    for (; i < end; i++) s0 += (x[i] - mean) * (x[i] - mean);
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ (x_i − mean)² over {@code count} neighbours, by four interleaved sums. */
  public static double ofSquares(float[] x, double mean, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 <= end; i += 4) {
      s0 += (x[i] - mean) * (x[i] - mean);
      s1 += (x[i + 1] - mean) * (x[i + 1] - mean);
      s2 += (x[i + 2] - mean) * (x[i + 2] - mean);
      s3 += (x[i + 3] - mean) * (x[i + 3] - mean);
    }
    for (; i < end; i++) s0 += (x[i] - mean) * (x[i] - mean);
    return (s0 + s1) + (s2 + s3);
  }
}
