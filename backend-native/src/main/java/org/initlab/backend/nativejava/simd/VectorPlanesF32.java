package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.VectorKernel;

/**
 * Sums over planes in vectors; everything else by the plain loops, which the compiler vectorizes.
 */
@SuppressWarnings("cast") // they matter in the float32 kernels, which mirror these
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
  public void addPerChannel(
      float[] y, float[] b, int i, int channels, int positions, int c0, int c1, int p0, int p1) {
    if (!PlaneValuesF32.isShort(positions)) {
      plain.addPerChannel(y, b, i, channels, positions, c0, c1, p0, p1);
      return;
    }
    for (int c = c0; c < c1; c++) {
      int plane = (i * channels + c) * positions;
      PlaneValuesF32.add(b[c], y, plane + p0, plane + p1);
    }
  }

  @Override
  public void sumPerChannel(
      float[] y, float[] sums, int n, int channels, int positions, boolean add) {
    if (!PlaneValuesF32.isShort(positions)) {
      plain.sumPerChannel(y, sums, n, channels, positions, add);
      return;
    }
    partition.run(
        channels,
        (long) n * positions,
        (from, to) -> {
          float[] lanes = new float[PlaneValuesF32.LANES];
          for (int c = from; c < to; c++) {
            var sum = 0.0d;
            for (int i = 0; i < n; i++) {
              int plane = (i * channels + c) * positions;
              sum += PlaneValuesF32.sum(y, plane, plane + positions, lanes);
            }
            sums[c] = (float) (add ? sums[c] + sum : sum);
          }
        });
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
