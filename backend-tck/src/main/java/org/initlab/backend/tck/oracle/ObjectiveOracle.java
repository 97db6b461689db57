package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Objective;
import org.initlab.core.tensor.Tensor;

/** The objectives L(y) and ∂L/∂y as {@link Objective} defines them. */
final class ObjectiveOracle {
  private ObjectiveOracle() {}

  static double value(Objective objective, Tensor y) {
    double sum = 0;
    if (objective instanceof Objective.CrossEntropy ce) {
      int samples = y.shape().dim(0);
      int classes = y.shape().dim(1);
      for (int n = 0; n < samples; n++) {
        double picked = y.data()[n * classes + ce.labels()[n]];
        sum += (logSumExp(y.data(), n * classes, classes) - picked) / samples;
      }
    } else if (objective instanceof Objective.MeanSquaredError mse) {
      for (int k = 0; k < y.size(); k++) {
        double d = y.data()[k] - mse.targets().data()[k];
        sum += d * d / y.size();
      }
    } else if (objective instanceof Objective.Cotangent c) {
      for (int k = 0; k < y.size(); k++) sum += y.data()[k] * c.cotangent().data()[k];
    }
    return sum;
  }

  static Tensor gradient(Objective objective, Tensor y) {
    double[] dy = new double[y.size()];
    if (objective instanceof Objective.CrossEntropy ce) {
      int samples = y.shape().dim(0);
      int classes = y.shape().dim(1);
      for (int k = 0; k < dy.length; k++) {
        int n = k / classes;
        double p = Math.exp(y.data()[k] - logSumExp(y.data(), n * classes, classes));
        dy[k] = (p - (k % classes == ce.labels()[n] ? 1 : 0)) / samples;
      }
    } else if (objective instanceof Objective.MeanSquaredError mse) {
      for (int k = 0; k < dy.length; k++) {
        dy[k] = 2 * (y.data()[k] - mse.targets().data()[k]) / dy.length;
      }
    } else if (objective instanceof Objective.Cotangent c) {
      System.arraycopy(c.cotangent().data(), 0, dy, 0, dy.length);
    }
    return Tensor.of(y.shape(), dy);
  }

  /** log Σ exp y, with the largest y taken out so that nothing overflows. */
  private static double logSumExp(double[] y, int from, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < length; c++) max = Math.max(max, y[from + c]);
    double sum = 0;
    for (int c = 0; c < length; c++) sum += Math.exp(y[from + c] - max);
    return max + Math.log(sum);
  }
}
