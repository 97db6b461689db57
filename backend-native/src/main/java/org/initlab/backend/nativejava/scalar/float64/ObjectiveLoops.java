package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.ObjectiveKernel;

/** The objectives as plain loops; the output of a network is small beside its layers. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class ObjectiveLoops implements ObjectiveKernel<double[]> {
  @Override
  public double crossEntropy(
      double[] y, int[] labels, final double weight, double[] dy, int n, int classes) {
    var loss = 0.0d; // float64 in either precision
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      double max = max(y, row, classes);
      double sum = softmax(y, dy, row, classes, max);
      int hit = row + labels[i];
      loss += Math.log(sum) - (y[hit] - max);
      dy[hit] -= 1;
      for (int j = row; j < row + classes; j++) dy[j] *= (double) (weight / n);
    }
    return loss / n;
  }

  @Override
  public void crossEntropyTangent(
      double[] y, double[] yTangent, double[] dyTangent, int n, int classes) {
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      softmax(y, dyTangent, row, classes, max(y, row, classes));
      double mean = 0; // p·ẏ
      for (int j = row; j < row + classes; j++) mean += dyTangent[j] * yTangent[j];
      for (int j = row; j < row + classes; j++) dyTangent[j] *= (yTangent[j] - mean) / n;
    }
  }

  @Override
  public double meanSquaredError(
      double[] y, double[] target, final double weight, double[] dy, int count) {
    var loss = 0.0d; // float64 in either precision
    double factor = (double) (2 * weight / count);
    for (int i = 0; i < count; i++) {
      double difference = y[i] - target[i];
      loss += difference * difference;
      dy[i] = factor * difference;
    }
    return loss / count;
  }

  @Override
  public double cotangent(
      double[] y, double[] cotangent, final double weight, double[] dy, int count) {
    var loss = 0.0d; // float64 in either precision
    for (int i = 0; i < count; i++) {
      loss += y[i] * cotangent[i];
      dy[i] = (double) (weight * cotangent[i]);
    }
    return loss;
  }

  private static double max(double[] y, int row, int classes) {
    double max = y[row];
    for (int j = row + 1; j < row + classes; j++) max = Math.max(max, y[j]);
    return max;
  }

  /** Writes softmax of one row of y to p and returns Σ exp(y − max). */
  private static double softmax(double[] y, double[] p, int row, int classes, double max) {
    double sum = 0;
    for (int j = row; j < row + classes; j++) {
      p[j] = (double) Math.exp(y[j] - max);
      sum += p[j];
    }
    for (int j = row; j < row + classes; j++) p[j] /= sum;
    return sum;
  }
}
