package org.initlab.core.theory;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.initlab.core.error.InvalidInputException;

/**
 * q* and c* by Newton's method. Plain iteration of the maps converges like e^(−l/ξ) and stops short
 * of c* where it matters most, near the critical line.
 */
final class FixedPointSolver {
  private static final double LARGEST = 1e6;
  private static final double SMALLEST = 1e-16;
  private static final double STRAIGHT = 1e4;
  private static final double CORRELATION_ERROR = 4e-16;

  /** Rounding of χ₁; nearer to 1, c* is 1 to within what rounding tells. */
  private static final double CHI_ERROR = 2e-15;

  private FixedPointSolver() {}

  static FixedPoint solve(MeanField field) {
    return find(field).orElseThrow(() -> new InvalidInputException(whatDiverges(field)));
  }

  /** Empty where q diverges or every q is a fixed point. */
  static Optional<FixedPoint> find(MeanField field) {
    return find(field, 0, 0.5);
  }

  /**
   * {@link #find(MeanField)}, faster where something is known.
   *
   * @param leastLength at most q*: the length map is above the diagonal up to it
   * @param nearCorrelation where the search for c* begins, in (0, 1)
   */
  static Optional<FixedPoint> find(MeanField field, double leastLength, double nearCorrelation) {
    OptionalDouble length = qStar(field, leastLength);
    if (length.isEmpty()) return Optional.empty();
    double q = length.getAsDouble();
    double chi1 = field.slope(q, 1);
    double growth = field.sigmaW() * field.sigmaW() * field.activation().secondSlope(q);
    double c = chi1 <= 1 + CHI_ERROR || q == 0 ? 1 : cStar(field, q, nearCorrelation);
    double chiC = c == 1 ? chi1 : field.slope(q, c);
    return Optional.of(new FixedPoint(q, chi1, c, chiC, depthScale(growth), depthScale(chiC)));
  }

  /** −1/ln of a rate; ∞ at 1 and, as no decay happens, above. */
  private static double depthScale(double rate) {
    // A rate of 0 or below decays at once.
    if (rate <= 0) return 0;
    return rate >= 1 ? Double.POSITIVE_INFINITY : -1 / Math.log(rate);
  }

  /** The stable fixed point that is reached from small inputs; empty as {@link #find}. */
  static OptionalDouble qStar(MeanField field) {
    return qStar(field, 0);
  }

  private static OptionalDouble qStar(MeanField field, double least) {
    DualActivation f = field.activation();
    double w = field.sigmaW() * field.sigmaW();
    double b = field.sigmaB() * field.sigmaB();
    if (f instanceof PiecewiseLinearDual) {
      double slope = w * f.secondSlope(1);
      return isOne(slope) || slope > 1
          ? OptionalDouble.empty()
          : OptionalDouble.of(b / (1 - slope));
    }
    boolean zeroIsFixed = b == 0 && f.atZero() == 0;
    if (zeroIsFixed && w * f.slopeAtZero() <= 1) return OptionalDouble.of(0);
    DoubleUnaryOperator excess = q -> field.nextVariance(q) - q;
    // From below, the first place where the map falls under the diagonal is stable.
    double low = Math.max(SMALLEST, zeroIsFixed ? 0 : b + w * f.atZero() / 2);
    if (low > LARGEST) return OptionalDouble.empty();
    boolean known = least > low;
    if (known) low = least;
    else while (excess.applyAsDouble(low) < 0) low /= 2;
    double high = 2 * low;
    while (excess.applyAsDouble(high) >= 0) {
      low = high;
      // Beyond this no activation has a bend; quadrature takes √q as long.
      high *= high < STRAIGHT ? 2 : 8;
      if (high > LARGEST) return OptionalDouble.empty();
    }
    Tangent tangent = q -> new double[] {excess.applyAsDouble(q), w * f.secondSlope(q) - 1};
    return OptionalDouble.of(root(tangent, low, high, known ? low : (low + high) / 2, 0));
  }

  /** A σ_w that is √2 in decimals is meant to be critical. */
  private static boolean isOne(double slope) {
    return Math.abs(slope - 1) <= 1e-12;
  }

  private static String whatDiverges(MeanField field) {
    DualActivation f = field.activation();
    double w = field.sigmaW() * field.sigmaW();
    double b = field.sigmaB() * field.sigmaB();
    if (f instanceof PiecewiseLinearDual) {
      double slope = w * f.secondSlope(1);
      return isOne(slope) && b == 0
          ? "every q is a fixed point: the length map is q' = q (the critical initialization of a"
              + " piecewise linear activation), so none is singled out"
          : "q diverges: the length map is q' = "
              + slope
              + "·q + "
              + b
              + ", whose slope must be below 1 for a fixed point; take a smaller sigma_w";
    }
    String map =
        "the length map q' = " + w + "·E φ² + " + b + " has no fixed point below " + LARGEST;
    // A bounded φ has a fixed point at any σ: the map is flat there.
    return w * f.secondSlope(LARGEST) < 0.5
        ? "q* is too large: " + map + "; take a smaller sigma_w or sigma_b"
        : "q diverges: " + map + "; take a smaller sigma_w";
  }

  /**
   * The root below 1 of C(c) = c where χ₁ &gt; 1. C is a power series with coefficients ≥ 0, so its
   * mean slope between c and 1, D(c) = (1 − C(c))/(1 − c), is one too: increasing and convex, from
   * D(0) ≤ 1 to D(1) = χ₁. D(c) = 1 has c* as a simple root even where C(c) = c, near the critical
   * line, has it as a double one.
   */
  private static double cStar(MeanField field, double q, double near) {
    double w = field.sigmaW() * field.sigmaW();
    Tangent tangent =
        c -> {
          DualActivation.Difference d = field.activation().differenceWithSlope(q, c);
          double missing = 1 - w * d.value() / (q * (1 - c));
          return new double[] {missing, (w * d.slope() - 1 + missing) / (1 - c)};
        };
    // D(0) = 1 − C(0) within rounding of 1; C(0) = (σ_w²(E φ)² + σ_b²)/q is positive with biases.
    if (field.sigmaB() == 0 && tangent.at(0)[0] <= CORRELATION_ERROR) return 0;
    return root(tangent, 0, 1, near, CORRELATION_ERROR);
  }

  /** A function's value and slope at one place. */
  private interface Tangent {
    double[] at(double x);
  }

  /**
   * The root of {@code f} between a positive and a negative value: Newton, bisection where it
   * leaves. Near the root steps shrink like s' = K·s², so that after a step s that follows s₀ the
   * error is about s·(s/s₀)²; once that is below rounding, no further step is needed to see it.
   */
  private static double root(Tangent f, double low, double high, double start, double error) {
    double x = start;
    double previous = Double.NaN;
    for (int i = 0; i < 200; i++) {
      double[] tangent = f.at(x);
      double value = tangent[0];
      if (value == 0) return x;
      if (value > 0) low = x;
      else high = x;
      double next = x - value / tangent[1];
      boolean newton = next > low && next < high;
      if (!newton) next = (low + high) / 2;
      double step = Math.abs(next - x);
      double rounding = 2e-16 * Math.abs(x) + error;
      if (step <= rounding || next == low || next == high) return next;
      double ratio = newton ? step / previous : Double.NaN;
      if (ratio < 0.1 && step * ratio * ratio <= rounding) return next;
      previous = newton ? step : Double.NaN;
      x = next;
    }
    return x;
  }
}
