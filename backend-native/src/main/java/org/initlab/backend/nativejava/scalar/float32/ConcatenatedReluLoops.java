package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.ConcatenatedReluKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/** CReLU sample by sample: the positive parts, then the negative parts with their sign turned. */
public final class ConcatenatedReluLoops implements ConcatenatedReluKernel<float[]> {
  private final Partition partition;

  public ConcatenatedReluLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void value(float[] x, float[] y, int n, int size) {
    partition.run(
        n,
        2L * size,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < size; j++) {
              float v = x[i * size + j];
              y[2 * i * size + j] = v > 0 || v != v ? v : 0;
              y[(2 * i + 1) * size + j] = v < 0 || v != v ? -v : 0;
            }
          }
        });
  }

  @Override
  public void tangent(float[] x, float[] xTangent, float[] yTangent, int n, int size) {
    partition.run(
        n,
        2L * size,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < size; j++) {
              float v = x[i * size + j];
              float t = xTangent[i * size + j];
              yTangent[2 * i * size + j] = v > 0 ? t : 0;
              yTangent[(2 * i + 1) * size + j] = v < 0 ? -t : 0;
            }
          }
        });
  }

  @Override
  public void backward(float[] x, float[] dy, float[] dx, int n, int size, boolean add) {
    partition.run(
        n,
        2L * size,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < size; j++) {
              float v = x[i * size + j];
              float d = v > 0 ? dy[2 * i * size + j] : v < 0 ? -dy[(2 * i + 1) * size + j] : 0;
              dx[i * size + j] = add ? dx[i * size + j] + d : d;
            }
          }
        });
  }
}
