package org.initlab.core.stats;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.linalg.Dot;
import org.initlab.core.tensor.Tensor;

/** Euclidean norms of the samples of a batch. */
public final class Norms {
  // Squares of numbers beyond these, summed 2³¹ times, may overflow or lose digits.
  private static final double LARGE = 0x1p900;
  private static final double SMALL = 0x1p-900;

  private Norms() {}

  /**
   * ‖x_n‖₂ for every sample n of a batch (first axis); neither overflows nor underflows on the way.
   * NaN where a sample holds a NaN, ∞ where it holds an infinity and no NaN.
   */
  public static double[] ofSamples(Tensor batch) {
    if (batch.shape().rank() < 1) {
      throw new InvalidInputException("a batch needs a first axis, was given a scalar");
    }
    int n = batch.shape().dim(0);
    int d = batch.size() / n;
    double[] norms = new double[n];
    for (int i = 0; i < n; i++) norms[i] = norm(batch.data(), i * d, d);
    return norms;
  }

  static double norm(double[] x, int from, int length) {
    double squares = Dot.of(x, x, from, from + length);
    if (squares >= SMALL && squares <= LARGE) return Math.sqrt(squares);
    double max = 0;
    for (int i = from; i < from + length; i++) {
      if (Double.isNaN(x[i])) return Double.NaN;
      max = Math.max(max, Math.abs(x[i]));
    }
    if (max == 0 || Double.isInfinite(max)) return max;
    double scale = powerOfTwoScale(max);
    return Math.sqrt(scaledSquares(x, from, length, scale)) / scale;
  }

  private static double scaledSquares(double[] x, int from, int length, double scale) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      double v = x[i] * scale;
      sum += v * v;
    }
    return sum;
  }

  /** A power of two that brings {@code max} near 1, exactly invertible even for subnormals. */
  static double powerOfTwoScale(double max) {
    return Math.scalb(1.0, Math.max(-1000, Math.min(1000, -Math.getExponent(max))));
  }
}
