package org.initlab.backend.nativejava.simd;

import static org.initlab.backend.nativejava.simd.WideSums.dot;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.WeightNormKernel;

/**
 * Weight normalization in float64 with the inner products of rows in vectors; tangents by the plain
 * loops. A row is read twice while it is in the first-level cache.
 */
final class WeightNormF64 implements WeightNormKernel<double[]> {
  private final WeightNormKernel<double[]> plain;
  private final Partition partition;

  WeightNormF64(WeightNormKernel<double[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void scales(double[] g, double[] v, double[] scale, int rows, int columns) {
    partition.run(
        rows,
        columns,
        (from, to) -> {
          for (int i = from; i < to; i++) scale[i] = scale(g, v, i, columns);
        });
  }

  @Override
  public void value(double[] g, double[] v, double[] w, int rows, int columns) {
    partition.run(
        rows,
        2L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            multiply(scale(g, v, i, columns), v, w, i * columns, columns);
          }
        });
  }

  private static double scale(double[] g, double[] v, int i, int columns) {
    return (double) (g[i] / Math.sqrt(dot(v, v, i * columns, columns)));
  }

  private static void multiply(double scale, double[] v, double[] w, int row, int columns) {
    for (int j = row; j < row + columns; j++) w[j] = scale * v[j];
  }

  @Override
  public void backward(
      double[] g,
      double[] v,
      double[] dw,
      double[] dg,
      double[] dv,
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
            double scale = (double) (g[i] / norm);
            double onV = (double) (-g[i] * along / (norm * norm));
            if (add) addCombination(scale, dw, onV, v, dv, row, columns);
            else setCombination(scale, dw, onV, v, dv, row, columns);
            dg[i] = (double) (add ? dg[i] + along : along);
          }
        });
  }

  private static void setCombination(
      double a, double[] x, double b, double[] y, double[] out, int row, int columns) {
    for (int j = row; j < row + columns; j++) out[j] = a * x[j] + b * y[j];
  }

  private static void addCombination(
      double a, double[] x, double b, double[] y, double[] out, int row, int columns) {
    for (int j = row; j < row + columns; j++) out[j] += a * x[j] + b * y[j];
  }

  @Override
  public void tangent(
      double[] g,
      double[] v,
      double[] gTangent,
      double[] vTangent,
      double[] wTangent,
      int rows,
      int columns) {
    plain.tangent(g, v, gTangent, vTangent, wTangent, rows, columns);
  }

  @Override
  public void tangentBackward(
      double[] g,
      double[] v,
      double[] gTangent,
      double[] vTangent,
      double[] dw,
      double[] dwTangent,
      double[] dgTangent,
      double[] dvTangent,
      int rows,
      int columns) {
    plain.tangentBackward(
        g, v, gTangent, vTangent, dw, dwTangent, dgTangent, dvTangent, rows, columns);
  }
}
