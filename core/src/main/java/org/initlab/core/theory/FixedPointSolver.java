package org.initlab.core.theory;

import java.util.function.DoubleUnaryOperator;
import org.initlab.core.error.InvalidInputException;

/**
 * q* and c* by Newton's method. Plain iteration of the maps converges like e^(−l/ξ) and stops short
 * of c* where it matters most, near the critical line.
 */
final class FixedPointSolver {
  private static final double LARGEST = 1e6;
  private static final double SMALLEST = 1e-16;

  private FixedPointSolver() {}

  static FixedPoint solve(MeanField field) {
    double q = qStar(field);
    double chi1 = field.slope(q, 1);
    double growth = field.sigmaW() * field.sigmaW() * field.activation().secondSlope(q);
    double c = chi1 <= 1 || q == 0 ? 1 : cStar(field, q);
    double chiC = c == 1 ? chi1 : field.slope(q, c);
    return new FixedPoint(q, chi1, c, chiC, depthScale(growth), depthScale(chiC));
  }

  /** −1/ln of a rate; ∞ at 1 and, as no decay happens, above. */
  private static double depthScale(double rate) {
    // A rate of 0 or below decays at once.
    if (rate <= 0) return 0;
    return rate >= 1 ? Double.POSITIVE_INFINITY : -1 / Math.log(rate);
  }

  private static double qStar(MeanField field) {
    DualActivation f = field.activation();
    double w = field.sigmaW() * field.sigmaW();
    double b = field.sigmaB() * field.sigmaB();
    if (f instanceof PiecewiseLinearDual) return linear(w * f.secondSlope(1), b);
    boolean zeroIsFixed = b == 0 && f.atZero() == 0;
    if (zeroIsFixed && w * f.slopeAtZero() <= 1) return 0;
    DoubleUnaryOperator excess = q -> field.nextVariance(q) - q;
    // From below, the first place where the map falls under the diagonal is stable.
    double low = Math.max(SMALLEST, zeroIsFixed ? 0 : b + w * f.atZero() / 2);
    while (excess.applyAsDouble(low) < 0) low /= 2;
    double high = 2 * low;
    while (excess.applyAsDouble(high) >= 0) {
      low = high;
      high *= 2;
      if (high > LARGEST) {
        throw new InvalidInputException(
            "q diverges: the length map q' = "
                + w
                + "·E φ² + "
                + b
                + " has no fixed point below "
                + LARGEST
                + "; take a smaller sigma_w");
      }
    }
    return root(excess, q -> w * f.secondSlope(q) - 1, low, high);
  }

  private static double linear(double slope, double b) {
    // A σ_w that is √2 in decimals is meant to be critical.
    boolean one = Math.abs(slope - 1) <= 1e-12;
    if (one && b == 0) {
      throw new InvalidInputException(
          "every q is a fixed point: the length map is q' = q (the critical initialization of a"
              + " piecewise linear activation), so none is singled out");
    }
    if (one || slope > 1) {
      throw new InvalidInputException(
          "q diverges: the length map is q' = "
              + slope
              + "·q + "
              + b
              + ", whose slope must be below 1 for a fixed point; take a smaller sigma_w");
    }
    return b / (1 - slope);
  }

  /**
   * The root below 1 of C(c) − c where χ₁ &gt; 1. C is a power series with coefficients ≥ 0, hence
   * convex: from c = 0, where C ≥ 0, Newton's steps approach the root from the left and never pass
   * it.
   */
  private static double cStar(MeanField field, double q) {
    double c = 0;
    for (int i = 0; i < 200; i++) {
      double excess = field.nextCorrelation(q, c) - c;
      double slope = field.slope(q, c) - 1;
      // Rounding of the sums behind C is 1e-15.
      if (excess <= 1e-15 || slope >= 0) return c;
      double next = Math.min(1, c - excess / slope);
      if (next - c <= 1e-16) return next;
      c = next;
    }
    throw new IllegalStateException("c* did not converge from below at q* = " + q);
  }

  /**
   * The root of {@code f} between a positive and a negative value: Newton, bisection where it
   * leaves.
   */
  static double root(DoubleUnaryOperator f, DoubleUnaryOperator slope, double low, double high) {
    double x = (low + high) / 2;
    for (int i = 0; i < 200; i++) {
      double value = f.applyAsDouble(x);
      if (value == 0) return x;
      if (value > 0) low = x;
      else high = x;
      double next = x - value / slope.applyAsDouble(x);
      if (!(next > low && next < high)) next = (low + high) / 2;
      if (Math.abs(next - x) <= 2e-16 * Math.abs(x) || next == low || next == high) return next;
      x = next;
    }
    return x;
  }
}
