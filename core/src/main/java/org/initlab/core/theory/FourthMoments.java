package org.initlab.core.theory;

import org.initlab.core.network.Nonlinearity;

/**
 * Expectations of fourth order of an activation, E φ(u₁)²φ(u₂)² and E φ'(u₁)²φ'(u₂)², which say how
 * far a layer of n units strays from its mean. u₁, u₂ have variance q and correlation c. Closed
 * forms for piecewise linear activations; for hard-tanh, which has kinks, the trapezoid rule errs
 * by some 1e-3, enough for a deviation.
 */
record FourthMoments(Nonlinearity function, double slope) {
  /** E φ(u₁)²φ(u₂)²; for CReLU of one half of its output. */
  double squares(double q, double c) {
    return switch (function) {
      case IDENTITY, RELU, CRELU, LEAKY_RELU -> q * q * kernel(c);
      case TANH, HARD_TANH, ERF, SIGMOID, GELU, SILU ->
          SmoothDual.expectation(
              q,
              c,
              x -> {
                double value = function.value(x, 0);
                return value * value;
              });
    };
  }

  /** E φ'(u₁)²φ'(u₂)². */
  double slopes(double q, double c) {
    return switch (function) {
      case IDENTITY, RELU, CRELU, LEAKY_RELU -> {
        double a = low();
        double same = 0.25 + Math.asin(c) / (2 * Math.PI);
        yield (1 + a * a) * same + 2 * a * (0.5 - same);
      }
      case TANH, HARD_TANH, ERF, SIGMOID, GELU, SILU ->
          SmoothDual.expectation(
              q,
              c,
              x -> {
                double value = function.derivative(x, 0);
                return value * value;
              });
    };
  }

  /** At q = 1, from the arc-cosine kernel of order 2 (Cho and Saul 2009). */
  private double kernel(double c) {
    double angle = Math.acos(c);
    double both = (3 * Math.sin(angle) * c + (Math.PI - angle) * (1 + 2 * c * c)) / (2 * Math.PI);
    double a = low();
    return (1 + a * a) * both + a * (1 + 2 * c * c - 2 * both);
  }

  /** The squared slope for negative inputs. */
  private double low() {
    return switch (function) {
      case IDENTITY -> 1;
      case LEAKY_RELU -> slope * slope;
      default -> 0;
    };
  }
}
