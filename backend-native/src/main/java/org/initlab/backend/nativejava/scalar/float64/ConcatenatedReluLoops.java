package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.ConcatenatedReluKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/** CReLU sample by sample: the positive parts, then the negative parts with their sign turned. */
public final class ConcatenatedReluLoops implements ConcatenatedReluKernel<double[]> {
  private final Partition partition;

  public ConcatenatedReluLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void value(double[] x, double[] y, int n, int size) {
    partition.run(
        n,
        2L * size,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < size; j++) {
              double v = x[i * size + j];
              y[2 * i * size + j] = v > 0 || v != v ? v : 0;
              y[(2 * i + 1) * size + j] = v < 0 || v != v ? -v : 0;
            }
          }
        });
  }

  @Override
  public void tangent(double[] x, double[] xTangent, double[] yTangent, int n, int size) {
    partition.run(
        n,
        2L * size,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < size; j++) {
              double v = x[i * size + j];
              double t = xTangent[i * size + j];
              yTangent[2 * i * size + j] = v > 0 ? t : 0;
              yTangent[(2 * i + 1) * size + j] = v < 0 ? -t : 0;
            }
          }
        });
  }

  @Override
  public void backward(double[] x, double[] dy, double[] dx, int n, int size, boolean add) {
    partition.run(
        n,
        2L * size,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < size; j++) {
              double v = x[i * size + j];
              double d = v > 0 ? dy[2 * i * size + j] : v < 0 ? -dy[(2 * i + 1) * size + j] : 0;
              dx[i * size + j] = add ? dx[i * size + j] + d : d;
            }
          }
        });
  }
}
