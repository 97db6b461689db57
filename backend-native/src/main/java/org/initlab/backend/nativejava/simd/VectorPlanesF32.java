package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.VectorKernel;

/**
 * Sums over planes in vectors; everything else by the plain loops, which the compiler vectorizes.
 */
final class VectorPlanesF32 implements VectorKernel<float[]> {
  private final VectorKernel<float[]> plain;
  private final Partition partition;

  VectorPlanesF32(VectorKernel<float[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void scale(final double alpha, float[] x, float[] y, int count, boolean add) {
    plain.scale(alpha, x, y, count, add);
  }

  @Override
  public void sum(float[] x, final double alpha, float[] y, float[] out, int count) {
    plain.sum(x, alpha, y, out, count);
  }

  @Override
  public void addPerChannel(float[] y, float[] b, int n, int channels, int positions) {
    if (!PlaneValuesF32.isShort(positions)) {
      plain.addPerChannel(y, b, n, channels, positions);
      return;
    }
    partition.run(
        n * channels,
        positions,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            PlaneValuesF32.add(b[r % channels], y, r * positions, (r + 1) * positions);
          }
        });
  }

  @Override
  public void sumPerChannel(
      float[] y, float[] sums, int n, int channels, int positions, boolean add) {
    plain.sumPerChannel(y, sums, n, channels, positions, add);
  }

  @Override
  public void rowMeans(float[] x, float[] means, int rows, int columns) {
    plain.rowMeans(x, means, rows, columns);
  }

  @Override
  public void spreadRowMeans(float[] u, float[] out, int rows, int columns, boolean add) {
    plain.spreadRowMeans(u, out, rows, columns, add);
  }
}
