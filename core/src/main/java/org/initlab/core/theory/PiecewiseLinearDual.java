package org.initlab.core.theory;

/**
 * φ(x) = max(x, 0) + α·min(x, 0) = ((1+α)x + (1−α)|x|)/2: ReLU (α = 0), leaky ReLU and the identity
 * (α = 1). With E|z₁z₂| at correlation c from the arc-cosine kernel (Cho and Saul 2009).
 */
record PiecewiseLinearDual(double slope) implements DualActivation {
  @Override
  public double second(double q) {
    return q * gain();
  }

  @Override
  public double secondSlope(double q) {
    return gain();
  }

  @Override
  public double derivativeSecond(double q) {
    return gain();
  }

  @Override
  public double correlation(double q, double c) {
    double absolute = 2 / Math.PI * (Math.sqrt((1 - c) * (1 + c)) + c * Math.asin(c));
    return q * (even() * absolute + odd() * c);
  }

  @Override
  public double difference(double q, double c) {
    double sine = Math.sqrt((1 - c) * (1 + c));
    double absolute = 1 - c - 2 / Math.PI * (sine - c * Math.atan2(sine, c));
    return q * (even() * absolute + odd() * (1 - c));
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    return odd() + even() * 2 / Math.PI * Math.asin(c);
  }

  @Override
  public double atZero() {
    return 0;
  }

  /** At the kink, the mean of both sides' squares: the limit of E φ'². */
  @Override
  public double slopeAtZero() {
    return gain();
  }

  /** E φ'² = (1 + α²)/2. */
  private double gain() {
    return (1 + slope * slope) / 2;
  }

  private double odd() {
    return (1 + slope) * (1 + slope) / 4;
  }

  private double even() {
    return (1 - slope) * (1 - slope) / 4;
  }
}
