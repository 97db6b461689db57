package org.initlab.backend.nativejava.scalar;

/** Inner products of two row segments, summed in float64 whatever the precision of the rows. */
public final class InnerProduct {
  private InnerProduct() {}

  public static double dot(double[] a, double[] b, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) sum += a[i] * b[i];
    return sum;
  }

  public static double dot(float[] a, float[] b, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) sum += (double) a[i] * b[i];
    return sum;
  }
}
