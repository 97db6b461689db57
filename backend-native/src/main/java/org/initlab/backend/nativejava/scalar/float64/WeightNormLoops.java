package org.initlab.backend.nativejava.scalar.float64;

import static org.initlab.backend.nativejava.scalar.InnerProduct.dot;

import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.WeightNormKernel;

/** Weight normalization row by row; inner products are summed in float64. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class WeightNormLoops implements WeightNormKernel<double[]> {
  private final Partition partition;

  public WeightNormLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void scales(double[] g, double[] v, double[] scale, int rows, int columns) {
    partition.run(
        rows,
        2L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            scale[i] = (double) (g[i] / Math.sqrt(dot(v, v, i * columns, columns)));
          }
        });
  }

  @Override
  public void value(double[] g, double[] v, double[] w, int rows, int columns) {
    partition.run(
        rows,
        4L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            double scale = (double) (g[i] / Math.sqrt(dot(v, v, row, columns)));
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
    partition.run(
        rows,
        8L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            var norm = Math.sqrt(dot(v, v, row, columns));
            var along = dot(v, vTangent, row, columns) / norm; // v̂·v̇
            // ẇ = (ġ/‖v‖ − g (v̂·v̇)/‖v‖²) v + (g/‖v‖) v̇
            double onV = (double) ((gTangent[i] - g[i] * along / norm) / norm);
            double onTangent = (double) (g[i] / norm);
            for (int j = row; j < row + columns; j++) {
              wTangent[j] = onV * v[j] + onTangent * vTangent[j];
            }
          }
        });
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
        8L * columns,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i * columns;
            var norm = Math.sqrt(dot(v, v, row, columns));
            var along = dot(dw, v, row, columns) / norm; // ∂w·v̂ = ∂g
            double scale = (double) (g[i] / norm);
            double onV = (double) (-g[i] * along / (norm * norm));
            for (int j = row; j < row + columns; j++) {
              double d = scale * dw[j] + onV * v[j];
              dv[j] = add ? dv[j] + d : d;
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
                  (double)
                      (aTangent * dw[j] + a * dwTangent[j] + bTangent * v[j] + b * vTangent[j]);
            }
            dgTangent[i] = (double) alongTangent;
          }
        });
  }
}
