package org.initlab.backend.tck.oracle;

import org.initlab.core.network.Nonlinearity;

/**
 * The nonlinearities and their derivatives from their definitions, apart from those of {@link
 * Nonlinearity} so that a backend that uses those is still checked against something else.
 */
final class ScalarFunctions {
  private ScalarFunctions() {}

  static double value(Nonlinearity function, double x, double slope) {
    return switch (function) {
      case IDENTITY -> x;
      case RELU, CRELU -> Math.max(x, 0);
      case LEAKY_RELU -> Math.max(x, 0) + slope * Math.min(x, 0);
      case TANH -> Math.tanh(x);
      case HARD_TANH -> Math.max(-1, Math.min(1, x));
      case ERF -> erf(x);
      case SIGMOID -> 0.5 + 0.5 * Math.tanh(0.5 * x);
      case GELU -> x * gaussianCdf(x);
      case SILU -> x * (0.5 + 0.5 * Math.tanh(0.5 * x));
    };
  }

  /** At kinks PyTorch's choice: ReLU and leaky ReLU take the left slope at 0, hard-tanh 0 at ±1. */
  static double derivative(Nonlinearity function, double x, double slope) {
    double t = Math.tanh(x);
    double s = 0.5 + 0.5 * Math.tanh(0.5 * x);
    return switch (function) {
      case IDENTITY -> 1;
      case RELU, CRELU -> x <= 0 ? 0 : 1;
      case LEAKY_RELU -> x <= 0 ? slope : 1;
      case TANH -> (1 - t) * (1 + t);
      case HARD_TANH -> Math.abs(x) >= 1 ? 0 : 1;
      case ERF -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
      case SIGMOID -> s * (1 - s);
      case GELU -> gaussianCdf(x) + x * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      case SILU -> s + x * s * (1 - s);
    };
  }

  /** The points where the derivative jumps. */
  static double[] kinks(Nonlinearity function) {
    return switch (function) {
      case RELU, CRELU, LEAKY_RELU -> new double[] {0};
      case HARD_TANH -> new double[] {-1, 1};
      default -> new double[0];
    };
  }

  private static double gaussianCdf(double x) {
    return 0.5 + 0.5 * erf(x / Math.sqrt(2));
  }

  /**
   * erf x = 2/√π · e^(−x²) Σ_k 2^k x^(2k+1)/(2k+1)!! (Abramowitz and Stegun 7.1.6): all terms have
   * one sign, so nothing cancels. From |x| = 6 on, 1 − |erf x| is below 2.2e-17.
   */
  static double erf(double x) {
    if (x != x) return x;
    if (Math.abs(x) >= 6) return Math.signum(x);
    double term = x;
    double sum = x;
    for (int k = 1; Math.abs(term) > 1e-20 * Math.abs(sum); k++) {
      term *= 2 * x * x / (2 * k + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
