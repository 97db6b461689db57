package org.initlab.experiments.pennington2017;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;

/**
 * The distribution of d² = φ'(√q z)², z standard normal, as nodes with weights: exact for piecewise
 * linear functions, the trapezoid rule on |z| ≤ 10 else.
 */
record SlopeDistribution(double[] squares, double[] weights) {
  private static final int NODES = 4001;
  private static final double RANGE = 10;

  static SlopeDistribution of(Nonlinearity function, double q) {
    return switch (function) {
      case IDENTITY -> new SlopeDistribution(new double[] {1}, new double[] {1});
      case RELU -> bernoulli(0.5);
      case HARD_TANH -> bernoulli(org.apache.commons.numbers.gamma.Erf.value(1 / Math.sqrt(2 * q)));
      case TANH, ERF -> smooth(function, q);
      default ->
          throw new InvalidInputException("no Jacobian spectrum is predicted for " + function.id());
    };
  }

  private static SlopeDistribution bernoulli(double p) {
    return new SlopeDistribution(new double[] {1, 0}, new double[] {p, 1 - p});
  }

  private static SlopeDistribution smooth(Nonlinearity function, double q) {
    double[] squares = new double[NODES];
    double[] weights = new double[NODES];
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      double z = -RANGE + 2 * RANGE * i / (NODES - 1);
      double slope = function.derivative(Math.sqrt(q) * z, 0);
      squares[i] = slope * slope;
      weights[i] = Math.exp(-z * z / 2);
      sum += weights[i];
    }
    for (int i = 0; i < NODES; i++) weights[i] /= sum;
    return new SlopeDistribution(squares, weights);
  }

  /** μ_k = E φ'^2k. */
  double moment(int k) {
    double sum = 0;
    for (int i = 0; i < squares.length; i++) sum += weights[i] * Math.pow(squares[i], k);
    return sum;
  }

  /** P(φ' = 0). */
  double zeros() {
    double sum = 0;
    for (int i = 0; i < squares.length; i++) if (squares[i] == 0) sum += weights[i];
    return sum;
  }
}
