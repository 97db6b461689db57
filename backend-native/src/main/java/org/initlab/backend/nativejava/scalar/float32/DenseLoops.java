package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/** a = h Wᵀ and its two adjoints as plain loops; every sum runs in the order of its index. */
public final class DenseLoops implements DenseKernel<float[]> {
  private final Partition partition;

  public DenseLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void forward(
      float[] h, float[] weight, float[] scale, float[] a, int n, int in, int out, boolean add) {
    partition.run(
        n,
        2L * in * out,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < out; j++) {
              float s = scale == null ? 1 : scale[j];
              float sum = 0;
              for (int k = 0; k < in; k++) sum += h[i * in + k] * (s * weight[j * in + k]);
              a[i * out + j] = add ? a[i * out + j] + sum : sum;
            }
          }
        });
  }

  @Override
  public void inputGradient(
      float[] da, float[] weight, float[] scale, float[] dh, int n, int in, int out, boolean add) {
    partition.run(
        n,
        2L * in * out,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (!add) clear(dh, i * in, in);
            for (int j = 0; j < out; j++) {
              float d = da[i * out + j];
              float s = scale == null ? 1 : scale[j];
              for (int k = 0; k < in; k++) dh[i * in + k] += d * (s * weight[j * in + k]);
            }
          }
        });
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, int in, int out, boolean add) {
    partition.run(
        out,
        2L * n * in,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            if (!add) clear(dWeight, j * in, in);
            for (int i = 0; i < n; i++) {
              float d = da[i * out + j];
              for (int k = 0; k < in; k++) dWeight[j * in + k] += d * h[i * in + k];
            }
          }
        });
  }

  private static void clear(float[] array, int offset, int count) {
    for (int i = offset; i < offset + count; i++) array[i] = 0;
  }
}
