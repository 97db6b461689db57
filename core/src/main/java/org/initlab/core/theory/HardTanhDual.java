package org.initlab.core.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * φ(x) = min(1, max(−1, x)). Moments of one variable are closed forms. For two, P(c) = E
 * φ'(u₁)φ'(u₂) is the probability that both |u| &lt; 1, whose derivative (Plackett 1954) is, with c
 * = sin θ and k = 1/√q, dP/dθ = g(θ)/π, g = e^(−k²/(1+sin θ)) − e^(−k²/(1−sin θ)). By parts E
 * φ(u₁)φ(u₂) = q∫₀ᶜ P is one integral of g too, and so is its distance from E φ², where everything
 * is positive and nothing cancels.
 */
record HardTanhDual() implements DualActivation {
  private static final GaussLegendre RULE = GaussLegendre.of(32);

  /**
   * Below k/7 from θ = π/2 the second exponential is under e^(−2·7²) and every integrand smooth.
   */
  private static final double FLAT = 7;

  @Override
  public double second(double q) {
    if (q == 0) return 0;
    double outside = Erfc.value(1 / Math.sqrt(2 * q));
    return q * (1 - outside) - 2 * q * density(q) + outside;
  }

  @Override
  public double secondSlope(double q) {
    // φ'' is a point mass of −1 at 1 and of 1 at −1, where φ is 1 and −1.
    return q == 0 ? 1 : derivativeSecond(q) - 2 * density(q);
  }

  @Override
  public double derivativeSecond(double q) {
    return q == 0 ? 1 : Erf.value(1 / Math.sqrt(2 * q));
  }

  /** The density of √q·z at 1. */
  private static double density(double q) {
    return Math.exp(-1 / (2 * q)) / Math.sqrt(2 * Math.PI * q);
  }

  @Override
  public double correlation(double q, double c) {
    if (q == 0) return 0;
    // Odd in c.
    double size = Math.abs(c);
    double p = derivativeSecond(q);
    double tail = fromZero(q, size, sine -> size - sine);
    return Math.signum(c) * q * (size * p * p + tail / Math.PI);
  }

  @Override
  public double difference(double q, double c) {
    if (q == 0) return 0;
    if (c < 0) return second(q) - correlation(q, c);
    double inside = (1 - c) * derivativeCorrelation(q, c);
    return q * (inside + toOne(q, c, sine -> 1 - sine) / Math.PI);
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    if (q == 0) return 1;
    // Even in c.
    double p = derivativeSecond(q);
    return p * p + fromZero(q, Math.abs(c), sine -> 1) / Math.PI;
  }

  /** ∫ weight(sin θ)·g(θ) dθ from sin θ = 0 to {@code c}. */
  private static double fromZero(double q, double c, DoubleUnaryOperator weight) {
    return integral(q, Math.acos(c), Math.PI / 2, weight);
  }

  /** The same from {@code c} to 1. */
  private static double toOne(double q, double c, DoubleUnaryOperator weight) {
    return integral(q, 0, Math.acos(c), weight);
  }

  /**
   * Over δ = π/2 − θ, in pieces that double in length: the second exponential, about e^(−2k²/δ²),
   * is analytic in a disc around each of them.
   */
  private static double integral(double q, double from, double to, DoubleUnaryOperator weight) {
    DoubleUnaryOperator integrand =
        delta -> {
          double sine = Math.cos(delta);
          // 1 − sin θ = 1 − cos δ without cancellation.
          double half = Math.sin(delta / 2);
          double below = 2 * half * half;
          double apart = below == 0 ? 0 : Math.exp(-1 / (q * below));
          return weight.applyAsDouble(sine) * (Math.exp(-1 / (q * (1 + sine))) - apart);
        };
    double sum = 0;
    double high = to;
    double flat = 1 / (FLAT * Math.sqrt(q));
    while (high > from) {
      double low = high <= flat ? from : Math.max(from, high / 2);
      sum += RULE.integrate(integrand, low, high);
      high = low;
    }
    return sum;
  }

  @Override
  public double atZero() {
    return 0;
  }

  @Override
  public double slopeAtZero() {
    return 1;
  }
}
