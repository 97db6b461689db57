package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.ObjectiveKernel;

/** Cross-entropy with exponentials in vectors in float32; all else by the plain loops. */
@SuppressWarnings("cast") // they matter in the float32 kernels, which mirror these
final class ObjectiveF32 implements ObjectiveKernel<float[]> {
  private final ObjectiveKernel<float[]> plain;

  ObjectiveF32(ObjectiveKernel<float[]> plain) {
    this.plain = plain;
  }

  @Override
  public double crossEntropy(
      float[] y, int[] labels, final double weight, float[] dy, int n, int classes) {
    exponentials(y, dy, n, classes);
    var loss = 0.0d; // float32 in either precision
    float factor = (float) (weight / n);
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      int hit = row + labels[i];
      float sum = sum(dy, row, classes);
      // The exponential itself may be 0.
      loss += Math.log(sum) - (y[hit] - max(y, row, classes));
      for (int j = row; j < row + classes; j++) {
        float p = dy[j] / sum;
        dy[j] = (j == hit ? p - 1 : p) * factor;
      }
    }
    return loss / n;
  }

  @Override
  public void crossEntropyTangent(
      float[] y, float[] yTangent, float[] dyTangent, int n, int classes) {
    exponentials(y, dyTangent, n, classes);
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      float sum = sum(dyTangent, row, classes);
      float mean = 0; // p·ẏ
      for (int j = row; j < row + classes; j++) {
        dyTangent[j] /= sum;
        mean += dyTangent[j] * yTangent[j];
      }
      for (int j = row; j < row + classes; j++) dyTangent[j] *= (yTangent[j] - mean) / n;
    }
  }

  @Override
  public double meanSquaredError(
      float[] y, float[] target, final double weight, float[] dy, int count) {
    return plain.meanSquaredError(y, target, weight, dy, count);
  }

  @Override
  public double cotangent(
      float[] y, float[] cotangent, final double weight, float[] dy, int count) {
    return plain.cotangent(y, cotangent, weight, dy, count);
  }

  /** e^(y − the largest of its row). */
  private static void exponentials(float[] y, float[] to, int n, int classes) {
    for (int row = 0; row < n * classes; row += classes) {
      float max = max(y, row, classes);
      for (int j = row; j < row + classes; j++) to[j] = y[j] - max;
    }
    ExpF32.apply(to, n * classes);
  }

  private static float max(float[] y, int row, int classes) {
    float max = y[row];
    for (int j = row + 1; j < row + classes; j++) max = Math.max(max, y[j]);
    return max;
  }

  private static float sum(float[] x, int row, int classes) {
    float sum = 0;
    for (int j = row; j < row + classes; j++) sum += x[j];
    return sum;
  }
}
