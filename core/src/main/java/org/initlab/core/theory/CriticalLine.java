package org.initlab.core.theory;

import java.util.function.DoubleUnaryOperator;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * The edge of chaos, χ₁ = 1, in the plane of (σ_w, σ_b) (Schoenholz et al. 2017). It is traced by
 * q*: σ_w² = 1/E φ'(√q z)², σ_b² = q − σ_w² E φ(√q z)².
 */
public final class CriticalLine {
  private static final double LARGEST = 1e6;

  /**
   * A point of the line.
   *
   * @param weightVariance σ_w²
   * @param biasVariance σ_b²
   * @param qStar q*
   */
  public record Point(double weightVariance, double biasVariance, double qStar) {
    public double sigmaW() {
      return Math.sqrt(weightVariance);
    }

    public double sigmaB() {
      return Math.sqrt(biasVariance);
    }
  }

  private CriticalLine() {}

  /** The point with q* = {@code q} > 0; its σ_b² is negative where the line does not reach. */
  public static Point atVariance(DualActivation activation, double q) {
    Arguments.positive("q*", q);
    double w = 1 / activation.derivativeSecond(q);
    return new Point(w, q - w * activation.second(q), q);
  }

  /**
   * The point with this σ_b.
   *
   * @throws InvalidInputException if there is none
   */
  public static Point atSigmaB(DualActivation activation, double sigmaB) {
    Arguments.notNegative("sigma_b", sigmaB);
    if (activation instanceof PiecewiseLinearDual) {
      if (sigmaB == 0) {
        throw new InvalidInputException(
            "a piecewise linear activation is critical at sigma_w = "
                + Math.sqrt(1 / activation.slopeAtZero())
                + ", sigma_b = 0 for every q; no point of a line is singled out");
      }
      throw new InvalidInputException(
          "a piecewise linear activation has one critical point, sigma_w = "
              + Math.sqrt(1 / activation.slopeAtZero())
              + " and sigma_b = 0; sigma_b was "
              + sigmaB);
    }
    if (sigmaB == 0 && activation.atZero() == 0) {
      return new Point(1 / activation.slopeAtZero(), 0, 0);
    }
    double target = sigmaB * sigmaB;
    DoubleUnaryOperator missing = q -> target - atVariance(activation, q).biasVariance;
    double high = Math.max(1e-6, target);
    double low = high;
    while (missing.applyAsDouble(low) <= 0) low /= 2;
    while (missing.applyAsDouble(high) > 0) {
      high *= 2;
      if (high > LARGEST) {
        throw new InvalidInputException(
            "no sigma_w is critical at sigma_b = " + sigmaB + ": q* would be above " + LARGEST);
      }
    }
    double q = bisect(missing, low, high);
    return new Point(atVariance(activation, q).weightVariance, target, q);
  }

  /** Regula falsi in Illinois's variant: as safe as bisection, faster, and without derivatives. */
  private static double bisect(DoubleUnaryOperator f, double low, double high) {
    double a = low;
    double b = high;
    double fa = f.applyAsDouble(a);
    double fb = f.applyAsDouble(b);
    for (int i = 0; i < 200 && Math.abs(b - a) > 4e-16 * Math.abs(b); i++) {
      double x = (a * fb - b * fa) / (fb - fa);
      if (!(x > Math.min(a, b) && x < Math.max(a, b))) x = (a + b) / 2;
      double fx = f.applyAsDouble(x);
      if (fx == 0) return x;
      if (fx * fb < 0) {
        a = b;
        fa = fb;
      } else {
        fa /= 2;
      }
      b = x;
      fb = fx;
    }
    return b;
  }
}
