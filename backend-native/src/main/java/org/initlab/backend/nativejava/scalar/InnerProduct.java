package org.initlab.backend.nativejava.scalar;

/**
 * Inner products of two row segments, summed in float64 whatever the precision of the rows: by
 * eight interleaved sums, since one alone would wait for every addition, which are added up in a
 * fixed order.
 */
public final class InnerProduct {
  private InnerProduct() {}

  public static double dot(double[] a, double[] b, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = offset;
    int end = offset + count;
    for (; i + 8 <= end; i += 8) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
      s4 += a[i + 4] * b[i + 4];
      s5 += a[i + 5] * b[i + 5];
      s6 += a[i + 6] * b[i + 6];
      s7 += a[i + 7] * b[i + 7];
    }
    for (; i < end; i++) s0 += a[i] * b[i];
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  public static double dot(float[] a, float[] b, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = offset;
    int end = offset + count;
    for (; i + 8 <= end; i += 8) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
      s4 += (double) a[i + 4] * b[i + 4];
      s5 += (double) a[i + 5] * b[i + 5];
      s6 += (double) a[i + 6] * b[i + 6];
      s7 += (double) a[i + 7] * b[i + 7];
    }
    for (; i < end; i++) s0 += (double) a[i] * b[i];
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
