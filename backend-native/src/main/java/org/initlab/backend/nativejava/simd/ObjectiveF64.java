package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.ObjectiveKernel;

/** Cross-entropy with exponentials in vectors in float64; all else by the plain loops. */
@SuppressWarnings("cast") // they matter in the float32 kernels, which mirror these
final class ObjectiveF64 implements ObjectiveKernel<double[]> {
  private final ObjectiveKernel<double[]> plain;

  ObjectiveF64(ObjectiveKernel<double[]> plain) {
    this.plain = plain;
  }

  @Override
  public double crossEntropy(
      double[] y, int[] labels, final double weight, double[] dy, int n, int classes) {
    exponentials(y, dy, n, classes);
    var loss = 0.0d; // float64 in either precision
    double factor = (double) (weight / n);
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      int hit = row + labels[i];
      double sum = sum(dy, row, classes);
      // The exponential itself may be 0.
      loss += Math.log(sum) - (y[hit] - max(y, row, classes));
      for (int j = row; j < row + classes; j++) {
        double p = dy[j] / sum;
        dy[j] = (j == hit ? p - 1 : p) * factor;
      }
    }
    return loss / n;
  }

  @Override
  public void crossEntropyTangent(
      double[] y, double[] yTangent, double[] dyTangent, int n, int classes) {
    exponentials(y, dyTangent, n, classes);
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      double sum = sum(dyTangent, row, classes);
      double mean = 0; // p·ẏ
      for (int j = row; j < row + classes; j++) {
        dyTangent[j] /= sum;
        mean += dyTangent[j] * yTangent[j];
      }
      for (int j = row; j < row + classes; j++) dyTangent[j] *= (yTangent[j] - mean) / n;
    }
  }

  @Override
  public double meanSquaredError(
      double[] y, double[] target, final double weight, double[] dy, int count) {
    return plain.meanSquaredError(y, target, weight, dy, count);
  }

  @Override
  public double cotangent(
      double[] y, double[] cotangent, final double weight, double[] dy, int count) {
    return plain.cotangent(y, cotangent, weight, dy, count);
  }

  /** e^(y − the largest of its row). */
  private static void exponentials(double[] y, double[] to, int n, int classes) {
    for (int row = 0; row < n * classes; row += classes) {
      double max = max(y, row, classes);
      for (int j = row; j < row + classes; j++) to[j] = y[j] - max;
    }
    ExpF64.apply(to, n * classes);
  }

  private static double max(double[] y, int row, int classes) {
    double max = y[row];
    for (int j = row + 1; j < row + classes; j++) max = Math.max(max, y[j]);
    return max;
  }

  private static double sum(double[] x, int row, int classes) {
    double sum = 0;
    for (int j = row; j < row + classes; j++) sum += x[j];
    return sum;
  }
}
