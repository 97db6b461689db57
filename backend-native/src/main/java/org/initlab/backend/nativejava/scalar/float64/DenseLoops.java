package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/** a = h Wᵀ and its two adjoints as plain loops; every sum runs in the order of its index. */
public final class DenseLoops implements DenseKernel<double[]> {
  private static final int SIDE_BY_SIDE = 4;

  private final Partition partition;

  public DenseLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void forward(
      double[] h,
      double[] weight,
      double[] scale,
      double[] a,
      int n,
      int in,
      int out,
      boolean add) {
    partition.run(
        n,
        2L * in * out,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int j = 0;
            for (; j + SIDE_BY_SIDE <= out; j += SIDE_BY_SIDE) {
              outputs(h, i * in, weight, j * in, scale, j, a, i * out + j, in, add);
            }
            for (; j < out; j++)
              output(h, i * in, weight, j * in, scale, j, a, i * out + j, in, add);
          }
        });
  }

  /** a_j = Σ_k h_k·(s_j·w_jk). */
  private static void output(
      double[] h,
      int hAt,
      double[] weight,
      int wAt,
      double[] scale,
      int j,
      double[] a,
      int at,
      int in,
      boolean add) {
    double s = factor(scale, j);
    double sum = 0;
    for (int k = 0; k < in; k++) sum += h[hAt + k] * (s * weight[wAt + k]);
    a[at] = add ? a[at] + sum : sum;
  }

  /** Four outputs at once, with the same sums: one alone would wait for every addition. */
  private static void outputs(
      double[] h,
      int hAt,
      double[] weight,
      int w0,
      double[] scale,
      int j,
      double[] a,
      int at,
      int in,
      boolean add) {
    double s0 = factor(scale, j);
    double s1 = factor(scale, j + 1);
    double s2 = factor(scale, j + 2);
    double s3 = factor(scale, j + 3);
    int w1 = w0 + in;
    int w2 = w1 + in;
    int w3 = w2 + in;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int k = 0; k < in; k++) {
      double x = h[hAt + k];
      sum0 += x * (s0 * weight[w0 + k]);
      sum1 += x * (s1 * weight[w1 + k]);
      sum2 += x * (s2 * weight[w2 + k]);
      sum3 += x * (s3 * weight[w3 + k]);
    }
    a[at] = add ? a[at] + sum0 : sum0;
    a[at + 1] = add ? a[at + 1] + sum1 : sum1;
    a[at + 2] = add ? a[at + 2] + sum2 : sum2;
    a[at + 3] = add ? a[at + 3] + sum3 : sum3;
  }

  private static double factor(double[] scale, int j) {
    return scale == null ? 1 : scale[j];
  }

  @Override
  public void inputGradient(
      double[] da,
      double[] weight,
      double[] scale,
      double[] dh,
      int n,
      int in,
      int out,
      boolean add) {
    partition.run(
        n,
        2L * in * out,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (!add) clear(dh, i * in, in);
            for (int j = 0; j < out; j++) {
              double d = da[i * out + j];
              double s = scale == null ? 1 : scale[j];
              for (int k = 0; k < in; k++) dh[i * in + k] += d * (s * weight[j * in + k]);
            }
          }
        });
  }

  @Override
  public void weightGradient(
      double[] da, double[] h, double[] dWeight, int n, int in, int out, boolean add) {
    partition.run(
        out,
        2L * n * in,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            if (!add) clear(dWeight, j * in, in);
            for (int i = 0; i < n; i++) {
              double d = da[i * out + j];
              for (int k = 0; k < in; k++) dWeight[j * in + k] += d * h[i * in + k];
            }
          }
        });
  }

  private static void clear(double[] array, int offset, int count) {
    for (int i = offset; i < offset + count; i++) array[i] = 0;
  }
}
