package org.initlab.core.theory;

import org.initlab.core.network.Nonlinearity;

/**
 * Gaussian expectations of an activation φ, from which all of mean-field theory follows (Poole et
 * al. 2016; "dual activation" after Daniely et al. 2016). z, z₁, z₂ are standard normal, q ≥ 0 is
 * the variance of a pre-activation, c ∈ [−1, 1] the correlation of those of two inputs, u₁ = √q·z₁,
 * u₂ = √q(c·z₁ + √(1−c²)·z₂). For CReLU an expectation is the mean over both halves of its output.
 */
public interface DualActivation {
  /** E φ(√q z)². */
  double second(double q);

  /** d E φ(√q z)² / dq = E φ'² + E φφ'', by Gaussian integration by parts. */
  double secondSlope(double q);

  /** E φ'(√q z)². */
  double derivativeSecond(double q);

  /** E φ(u₁)φ(u₂). */
  double correlation(double q, double c);

  /**
   * ½ E (φ(u₁) − φ(u₂))² = E φ² − E φ(u₁)φ(u₂), with a small relative error also where c is nearly
   * 1 and the two nearly cancel.
   */
  double difference(double q, double c);

  /** E φ'(u₁)φ'(u₂) = (1/q) d E φ(u₁)φ(u₂) / dc. */
  double derivativeCorrelation(double q, double c);

  /**
   * What Newton's method on the correlation map needs.
   *
   * @param value {@link #difference}
   * @param slope {@link #derivativeCorrelation}
   */
  record Difference(double value, double slope) {}

  /** Both at once, where that takes less than one after the other. */
  default Difference differenceWithSlope(double q, double c) {
    return new Difference(difference(q, c), derivativeCorrelation(q, c));
  }

  /** φ(0)²: E φ² at q = 0. */
  double atZero();

  /** φ'(0)²: the limit of E φ'² for q → 0. */
  double slopeAtZero();

  /**
   * The expectations of an activation: closed forms where there are any, quadrature else.
   *
   * @param slope leaky ReLU's slope for negative inputs
   */
  static DualActivation of(Nonlinearity function, double slope) {
    return switch (function) {
      case IDENTITY -> new PiecewiseLinearDual(1);
      case RELU, CRELU -> new PiecewiseLinearDual(0);
      case LEAKY_RELU -> new PiecewiseLinearDual(slope);
      case ERF -> new ErfDual();
      case HARD_TANH -> new HardTanhDual();
      case TANH, SIGMOID, GELU, SILU -> new SmoothDual(function);
    };
  }
}
