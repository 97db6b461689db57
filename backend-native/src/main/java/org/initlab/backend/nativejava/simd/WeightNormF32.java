package org.initlab.backend.nativejava.simd;

import static org.initlab.backend.nativejava.simd.WideSums.dot;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.WeightNormKernel;

/**
 * Weight normalization in float32 with the inner products of rows in vectors; tangents by the plain
 * loops. A row is read twice while it is in the first-level cache.
 */
final class WeightNormF32 implements WeightNormKernel<float[]> {
  private final WeightNormKernel<float[]> plain;
  private final Partition partition;

  WeightNormF32(WeightNormKernel<float[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void scales(float[] g, float[] v, float[] scale, int rows, int columns) {
    partition.run(
        rows,
        columns,
        (from, to) -> {
          for (int i = from; i < to; i++) scale[i] = scale(g, v, i, columns);
        });
  }

  @Override
  public void value(float[] g, float[] v, float[] w, int rows, int columns) {
    partition.run(
        rows,
        2L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            multiply(scale(g, v, i, columns), v, w, i * columns, columns);
          }
        });
  }

  private static float scale(float[] g, float[] v, int i, int columns) {
    return (float) (g[i] / Math.sqrt(dot(v, v, i * columns, columns)));
  }

  private static void multiply(float scale, float[] v, float[] w, int row, int columns) {
    for (int j = row; j < row + columns; j++) w[j] = scale * v[j];
  }

  @Override
  public void backward(
      float[] g,
      float[] v,
      float[] dw,
      float[] dg,
      float[] dv,
      int rows,
      int columns,
      boolean add) {
    partition.run(
        rows,
        4L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            var norm = Math.sqrt(dot(v, v, row, columns));
            var along = dot(dw, v, row, columns) / norm; // ∂w·v̂ = ∂g
            float scale = (float) (g[i] / norm);
            float onV = (float) (-g[i] * along / (norm * norm));
            if (add) addCombination(scale, dw, onV, v, dv, row, columns);
            else setCombination(scale, dw, onV, v, dv, row, columns);
            dg[i] = (float) (add ? dg[i] + along : along);
          }
        });
  }

  private static void setCombination(
      float a, float[] x, float b, float[] y, float[] out, int row, int columns) {
    for (int j = row; j < row + columns; j++) out[j] = a * x[j] + b * y[j];
  }

  private static void addCombination(
      float a, float[] x, float b, float[] y, float[] out, int row, int columns) {
    for (int j = row; j < row + columns; j++) out[j] += a * x[j] + b * y[j];
  }

  @Override
  public void tangent(
      float[] g,
      float[] v,
      float[] gTangent,
      float[] vTangent,
      float[] wTangent,
      int rows,
      int columns) {
    plain.tangent(g, v, gTangent, vTangent, wTangent, rows, columns);
  }

  @Override
  public void tangentBackward(
      float[] g,
      float[] v,
      float[] gTangent,
      float[] vTangent,
      float[] dw,
      float[] dwTangent,
      float[] dgTangent,
      float[] dvTangent,
      int rows,
      int columns) {
    plain.tangentBackward(
        g, v, gTangent, vTangent, dw, dwTangent, dgTangent, dvTangent, rows, columns);
  }
}
