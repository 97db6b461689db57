package org.initlab.backend.nativejava.scalar.float32;

import static org.initlab.backend.nativejava.scalar.InnerProduct.dot;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.WeightNormKernel;

/** Weight normalization row by row; inner products are summed in float64. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class WeightNormLoops implements WeightNormKernel<float[]> {
  private final Partition partition;

  public WeightNormLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void scales(float[] g, float[] v, float[] scale, int rows, int columns) {
    partition.run(
        rows,
        2L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            scale[i] = (float) (g[i] / Math.sqrt(dot(v, v, i * columns, columns)));
          }
        });
  }

  @Override
  public void value(float[] g, float[] v, float[] w, int rows, int columns) {
    partition.run(
        rows,
        4L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            float scale = (float) (g[i] / Math.sqrt(dot(v, v, row, columns)));
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
    partition.run(
        rows,
        8L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            var norm = Math.sqrt(dot(v, v, row, columns));
            var along = dot(v, vTangent, row, columns) / norm; // v̂·v̇
            // ẇ = (ġ/‖v‖ − g (v̂·v̇)/‖v‖²) v + (g/‖v‖) v̇
            float onV = (float) ((gTangent[i] - g[i] * along / norm) / norm);
            float onTangent = (float) (g[i] / norm);
            for (int j = row; j < row + columns; j++) {
              wTangent[j] = onV * v[j] + onTangent * vTangent[j];
            }
          }
        });
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
        8L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            var norm = Math.sqrt(dot(v, v, row, columns));
            var along = dot(dw, v, row, columns) / norm; // ∂w·v̂ = ∂g
            float scale = (float) (g[i] / norm);
            float onV = (float) (-g[i] * along / (norm * norm));
            for (int j = row; j < row + columns; j++) {
              float d = scale * dw[j] + onV * v[j];
              dv[j] = add ? dv[j] + d : d;
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
    partition.run(
        rows,
        16L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            var norm = Math.sqrt(dot(v, v, row, columns));
            var normTangent = dot(v, vTangent, row, columns) / norm;
            var along = dot(dw, v, row, columns) / norm; // ∂g = ∂w·v̂
            var crossed = dot(dwTangent, v, row, columns) + dot(dw, vTangent, row, columns);
            var alongTangent = (crossed - along * normTangent) / norm;
            // ∂v = a ∂w + b v with a = g/‖v‖ and b = −g ∂g/‖v‖²
            var a = g[i] / norm;
            var aTangent = (gTangent[i] - a * normTangent) / norm;
            var b = -a * along / norm;
            var bTangent =
                -(aTangent * along + a * alongTangent) / norm
                    + a * along * normTangent / norm / norm;
            for (int j = row; j < row + columns; j++) {
              dvTangent[j] =
                  (float) (aTangent * dw[j] + a * dwTangent[j] + bTangent * v[j] + b * vTangent[j]);
            }
            dgTangent[i] = (float) alongTangent;
          }
        });
  }
}
