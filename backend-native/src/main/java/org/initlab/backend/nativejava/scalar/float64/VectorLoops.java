package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.VectorKernel;
import org.initlab.backend.nativejava.scalar.ColumnSums;
import org.initlab.backend.nativejava.scalar.Sums;

/**
 * Sums and broadcasts as plain loops. Sums over a batch are taken plane by plane. An instance
 * serves one caller at a time.
 */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class VectorLoops implements VectorKernel<double[]> {
  private final Partition partition;
  private final ColumnSums columnSums = new ColumnSums();

  public VectorLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void scale(final double alpha, double[] x, double[] y, int count, boolean add) {
    double factor = (double) alpha;
    partition.run(
        count,
        2,
        (from, to) -> {
          for (int i = from; i < to; i++) y[i] = add ? y[i] + factor * x[i] : factor * x[i];
        });
  }

  @Override
  public void sum(double[] x, final double alpha, double[] y, double[] out, int count) {
    double factor = (double) alpha;
    partition.run(
        count,
        2,
        (from, to) -> {
          for (int i = from; i < to; i++) out[i] = x[i] + factor * y[i];
        });
  }

  @Override
  public void addPerChannel(double[] y, double[] b, int n, int channels, int positions) {
    partition.run(
        n,
        (long) channels * positions,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            addPerChannel(y, b, i, channels, positions, 0, channels, 0, positions);
          }
        });
  }

  @Override
  public void addPerChannel(
      double[] y, double[] b, int i, int channels, int positions, int c0, int c1, int p0, int p1) {
    int sample = i * channels * positions;
    if (positions == 1) {
      for (int c = c0; c < c1; c++) y[sample + c] += b[c];
      return;
    }
    for (int c = c0; c < c1; c++) {
      int plane = sample + c * positions;
      double shift = b[c];
      for (int p = plane + p0; p < plane + p1; p++) y[p] += shift;
    }
  }

  @Override
  public void sumPerChannel(
      double[] y, double[] sums, int n, int channels, int positions, boolean add) {
    if (positions == 1) sumPerColumn(y, sums, n, channels, add);
    else sumPerPlane(y, sums, n, channels, positions, add);
  }

  private void sumPerColumn(double[] y, double[] sums, int n, int channels, boolean add) {
    columnSums.reserve(channels);
    partition.run(
        channels,
        n,
        (from, to) -> {
          columnSums.add(y, n, channels, from, to);
          for (int c = from; c < to; c++) {
            var sum = columnSums.of(c);
            sums[c] = (double) (add ? sums[c] + sum : sum);
          }
        });
  }

  private void sumPerPlane(
      double[] y, double[] sums, int n, int channels, int positions, boolean add) {
    partition.run(
        channels,
        (long) n * positions,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            var sum = 0.0d; // float64 in either precision: n·positions terms
            for (int i = 0; i < n; i++) {
              sum += Sums.of(y, (i * channels + c) * positions, positions);
            }
            sums[c] = (double) (add ? sums[c] + sum : sum);
          }
        });
  }

  @Override
  public void rowMeans(double[] x, double[] means, int rows, int columns) {
    partition.run(
        rows,
        columns,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            var sum = Sums.of(x, r * columns, columns);
            means[r] = (double) (sum / columns);
          }
        });
  }

  @Override
  public void spreadRowMeans(double[] u, double[] out, int rows, int columns, boolean add) {
    partition.run(
        rows,
        columns,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            double share = u[r] / columns;
            for (int j = r * columns; j < (r + 1) * columns; j++) {
              out[j] = add ? out[j] + share : share;
            }
          }
        });
  }
}
