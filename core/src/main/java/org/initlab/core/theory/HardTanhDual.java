package org.initlab.core.theory;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * φ(x) = min(1, max(−1, x)). Moments of one variable are closed forms. For two, the inner
 * expectation given z₁ is a closed form that is smooth in z₁, and the outer one is a Gauss–Legendre
 * sum on each side of the kinks at |z₁| = 1/√q.
 */
record HardTanhDual() implements DualActivation {
  private static final GaussLegendre RULE = GaussLegendre.of(64);

  /** Beyond this a standard normal density is below 1e-17 of its peak. */
  private static final double TAIL = 9;

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
    double s = spread(q, c);
    // Even in z₁ as a product of two odd functions of it.
    return 2 * outer(q, c, z -> clamp(Math.sqrt(q) * z) * clampedMean(c * Math.sqrt(q) * z, s));
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    if (q == 0) return 1;
    double s = spread(q, c);
    double kink = Math.min(TAIL, 1 / Math.sqrt(q));
    return 2 * between(0, kink, c, z -> insideProbability(c * Math.sqrt(q) * z, s));
  }

  private static double spread(double q, double c) {
    return Math.sqrt(q * (1 - c) * (1 + c));
  }

  private interface Integrand {
    double at(double z);
  }

  private static double outer(double q, double c, Integrand f) {
    double kink = Math.min(TAIL, 1 / Math.sqrt(q));
    return between(0, kink, c, f) + between(kink, TAIL, c, f);
  }

  /** ∫ f dN(0,1) over [from, to], in pieces as short as the inner expectation's steps. */
  private static double between(double from, double to, double c, Integrand f) {
    if (!(to > from)) return 0;
    // For |c| near 1 the inner step is √(1−c²) wide, at a place that bisection need not find:
    // equal pieces do.
    int pieces = (int) Math.ceil((to - from) * Math.min(200, 1 / Math.sqrt(1 - c * c + 1e-30)));
    double sum = 0;
    for (int i = 0; i < pieces; i++) {
      double a = from + (to - from) * i / pieces;
      double b = from + (to - from) * (i + 1) / pieces;
      sum += RULE.integrate(z -> f.at(z) * Math.exp(-z * z / 2), a, b);
    }
    return sum / Math.sqrt(2 * Math.PI);
  }

  private static double clamp(double x) {
    return x < -1 ? -1 : x > 1 ? 1 : x;
  }

  /** E φ(m + s·z). */
  private static double clampedMean(double m, double s) {
    if (s == 0) return clamp(m);
    double high = (1 - m) / s;
    double low = (-1 - m) / s;
    double inside = cdf(high) - cdf(low);
    return m * inside - s * (pdf(high) - pdf(low)) + (1 - cdf(high)) - cdf(low);
  }

  /** P(|m + s·z| &lt; 1). */
  private static double insideProbability(double m, double s) {
    if (s == 0) return Math.abs(m) < 1 ? 1 : 0;
    return cdf((1 - m) / s) - cdf((-1 - m) / s);
  }

  private static double cdf(double x) {
    return 0.5 * Erfc.value(-x * Math.sqrt(0.5));
  }

  private static double pdf(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
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
