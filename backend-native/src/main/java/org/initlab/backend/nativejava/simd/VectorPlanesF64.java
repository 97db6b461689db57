package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.VectorKernel;

/**
 * Sums over planes in vectors; everything else by the plain loops, which the compiler vectorizes.
 */
final class VectorPlanesF64 implements VectorKernel<double[]> {
  private final VectorKernel<double[]> plain;
  private final Partition partition;

  VectorPlanesF64(VectorKernel<double[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void scale(final double alpha, double[] x, double[] y, int count, boolean add) {
    plain.scale(alpha, x, y, count, add);
  }

  @Override
  public void sum(double[] x, final double alpha, double[] y, double[] out, int count) {
    plain.sum(x, alpha, y, out, count);
  }

  @Override
  public void addPerChannel(double[] y, double[] b, int n, int channels, int positions) {
    if (!PlaneValuesF64.isShort(positions)) {
      plain.addPerChannel(y, b, n, channels, positions);
      return;
    }
    partition.run(
        n * channels,
        positions,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            PlaneValuesF64.add(b[r % channels], y, r * positions, (r + 1) * positions);
          }
        });
  }

  @Override
  public void sumPerChannel(
      double[] y, double[] sums, int n, int channels, int positions, boolean add) {
    plain.sumPerChannel(y, sums, n, channels, positions, add);
  }

  @Override
  public void rowMeans(double[] x, double[] means, int rows, int columns) {
    plain.rowMeans(x, means, rows, columns);
  }

  @Override
  public void spreadRowMeans(double[] u, double[] out, int rows, int columns, boolean add) {
    plain.spreadRowMeans(u, out, rows, columns, add);
  }
}
