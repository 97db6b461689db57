package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.ObjectiveKernel;

/** The objectives as plain loops; the output of a network is small beside its layers. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class ObjectiveLoops implements ObjectiveKernel<float[]> {
  /** eˣ for x ≤ 0, in place. */
  @FunctionalInterface
  public interface Exponentials {
    void apply(float[] x, int count);
  }

  private final Exponentials exponentials;

  /** With the exponentials of {@link Math}. */
  public ObjectiveLoops() {
    this(ObjectiveLoops::exponentials);
  }

  public ObjectiveLoops(Exponentials exponentials) {
    this.exponentials = exponentials;
  }

  @Override
  public double crossEntropy(
      float[] y, int[] labels, final double weight, float[] dy, int n, int classes) {
    numerators(y, dy, n, classes);
    var loss = 0.0d; // float64 in either precision
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      int hit = row + labels[i];
      float sum = normalize(dy, row, classes);
      loss += Math.log(sum) - (y[hit] - max(y, row, classes));
      dy[hit] -= 1;
      for (int j = row; j < row + classes; j++) dy[j] *= (float) (weight / n);
    }
    return loss / n;
  }

  @Override
  public void crossEntropyTangent(
      float[] y, float[] yTangent, float[] dyTangent, int n, int classes) {
    numerators(y, dyTangent, n, classes);
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      normalize(dyTangent, row, classes);
      float mean = 0; // p·ẏ
      for (int j = row; j < row + classes; j++) mean += dyTangent[j] * yTangent[j];
      for (int j = row; j < row + classes; j++) dyTangent[j] *= (yTangent[j] - mean) / n;
    }
  }

  @Override
  public double meanSquaredError(
      float[] y, float[] target, final double weight, float[] dy, int count) {
    var loss = 0.0d; // float64 in either precision
    float factor = (float) (2 * weight / count);
    for (int i = 0; i < count; i++) {
      float difference = y[i] - target[i];
      loss += difference * difference;
      dy[i] = factor * difference;
    }
    return loss / count;
  }

  @Override
  public double cotangent(
      float[] y, float[] cotangent, final double weight, float[] dy, int count) {
    var loss = 0.0d; // float64 in either precision
    for (int i = 0; i < count; i++) {
      loss += y[i] * cotangent[i];
      dy[i] = (float) (weight * cotangent[i]);
    }
    return loss;
  }

  private static float max(float[] y, int row, int classes) {
    float max = y[row];
    for (int j = row + 1; j < row + classes; j++) max = Math.max(max, y[j]);
    return max;
  }

  /** e^(y − max) for every sample, max the largest of its own. */
  private void numerators(float[] y, float[] to, int n, int classes) {
    for (int row = 0; row < n * classes; row += classes) {
      float max = max(y, row, classes);
      for (int j = row; j < row + classes; j++) to[j] = y[j] - max;
    }
    exponentials.apply(to, n * classes);
  }

  /** Divides one row by its sum, and returns that. */
  private static float normalize(float[] p, int row, int classes) {
    float sum = 0;
    for (int j = row; j < row + classes; j++) sum += p[j];
    for (int j = row; j < row + classes; j++) p[j] /= sum;
    return sum;
  }

  private static void exponentials(float[] x, int count) {
    for (int j = 0; j < count; j++) x[j] = (float) Math.exp(x[j]);
  }
}
