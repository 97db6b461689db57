package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.WeightNormKernel;
import org.initlab.backend.nativejava.scalar.Sums;

/**
 * Weight normalization row by row in float64, inner products in vectors; tangents, which training
 * does not need, by the plain loops. An instance serves one caller at a time.
 */
@SuppressWarnings("cast") // they matter in the float32 kernels, which mirror these
final class WeightNormF64 implements WeightNormKernel<double[]> {
  private final WeightNormKernel<double[]> plain;
  private final Partition partition;
  private double[] ofNorms = {};
  private double[] ofGradients = {};

  WeightNormF64(WeightNormKernel<double[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void scales(double[] g, double[] v, double[] scale, int rows, int columns) {
    int lanes = reserve(rows, columns);
    partition.run(
        rows,
        2L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            RowProductsF64.of(v, v, i * columns, columns, ofNorms, i * lanes);
            scale[i] = (double) (g[i] / Math.sqrt(Sums.of(ofNorms, i * lanes, lanes)));
          }
        });
  }

  @Override
  public void value(double[] g, double[] v, double[] w, int rows, int columns) {
    int lanes = reserve(rows, columns);
    partition.run(
        rows,
        4L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            RowProductsF64.of(v, v, row, columns, ofNorms, i * lanes);
            double scale = (double) (g[i] / Math.sqrt(Sums.of(ofNorms, i * lanes, lanes)));
            for (int j = row; j < row + columns; j++) w[j] = scale * v[j];
          }
        });
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
  public void backward(
      double[] g,
      double[] v,
      double[] dw,
      double[] dg,
      double[] dv,
      int rows,
      int columns,
      boolean add) {
    int lanes = reserve(rows, columns);
    partition.run(
        rows,
        8L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            RowProductsF64.of(v, v, row, columns, ofNorms, i * lanes);
            RowProductsF64.of(dw, v, row, columns, ofGradients, i * lanes);
            var norm = Math.sqrt(Sums.of(ofNorms, i * lanes, lanes));
            var along = Sums.of(ofGradients, i * lanes, lanes) / norm; // ∂w·v̂ = ∂g
            double scale = (double) (g[i] / norm);
            double onV = (double) (-g[i] * along / (norm * norm));
            if (add) {
              for (int j = row; j < row + columns; j++) dv[j] += scale * dw[j] + onV * v[j];
            } else {
              for (int j = row; j < row + columns; j++) dv[j] = scale * dw[j] + onV * v[j];
            }
            dg[i] = (double) (add ? dg[i] + along : along);
          }
        });
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

  /** Room for the lanes of every row; how many a row has. */
  private int reserve(int rows, int columns) {
    int lanes = RowProductsF64.lanes(columns);
    int size = Math.multiplyExact(rows, lanes);
    if (ofNorms.length < size) {
      ofNorms = new double[size];
      ofGradients = new double[size];
    }
    return lanes;
  }
}
