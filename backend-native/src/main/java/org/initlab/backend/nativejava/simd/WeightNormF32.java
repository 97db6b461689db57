package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.WeightNormKernel;
import org.initlab.backend.nativejava.scalar.Sums;

/**
 * Weight normalization row by row in float32, inner products in vectors; tangents, which training
 * does not need, by the plain loops. An instance serves one caller at a time.
 */
@SuppressWarnings("cast") // they matter in the float32 kernels, which mirror these
final class WeightNormF32 implements WeightNormKernel<float[]> {
  private final WeightNormKernel<float[]> plain;
  private final Partition partition;
  private float[] ofNorms = {};
  private float[] ofGradients = {};

  WeightNormF32(WeightNormKernel<float[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void scales(float[] g, float[] v, float[] scale, int rows, int columns) {
    int lanes = reserve(rows, columns);
    partition.run(
        rows,
        2L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            RowProductsF32.of(v, v, i * columns, columns, ofNorms, i * lanes);
            scale[i] = (float) (g[i] / Math.sqrt(Sums.of(ofNorms, i * lanes, lanes)));
          }
        });
  }

  @Override
  public void value(float[] g, float[] v, float[] w, int rows, int columns) {
    int lanes = reserve(rows, columns);
    partition.run(
        rows,
        4L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            RowProductsF32.of(v, v, row, columns, ofNorms, i * lanes);
            float scale = (float) (g[i] / Math.sqrt(Sums.of(ofNorms, i * lanes, lanes)));
            for (int j = row; j < row + columns; j++) w[j] = scale * v[j];
          }
        });
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
  public void backward(
      float[] g,
      float[] v,
      float[] dw,
      float[] dg,
      float[] dv,
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
            RowProductsF32.of(v, v, row, columns, ofNorms, i * lanes);
            RowProductsF32.of(dw, v, row, columns, ofGradients, i * lanes);
            var norm = Math.sqrt(Sums.of(ofNorms, i * lanes, lanes));
            var along = Sums.of(ofGradients, i * lanes, lanes) / norm; // ∂w·v̂ = ∂g
            float scale = (float) (g[i] / norm);
            float onV = (float) (-g[i] * along / (norm * norm));
            if (add) {
              for (int j = row; j < row + columns; j++) dv[j] += scale * dw[j] + onV * v[j];
            } else {
              for (int j = row; j < row + columns; j++) dv[j] = scale * dw[j] + onV * v[j];
            }
            dg[i] = (float) (add ? dg[i] + along : along);
          }
        });
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

  /** Room for the lanes of every row; how many a row has. */
  private int reserve(int rows, int columns) {
    int lanes = RowProductsF32.lanes(columns);
    int size = Math.multiplyExact(rows, lanes);
    if (ofNorms.length < size) {
      ofNorms = new float[size];
      ofGradients = new float[size];
    }
    return lanes;
  }
}
