package org.initlab.core.theory;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * The edge of chaos, χ₁ = 1, in the plane of (σ_w, σ_b) (Schoenholz et al. 2017). It is traced by
 * q*: σ_w² = 1/E φ'(√q z)², σ_b² = q − σ_w² E φ(√q z)².
 */
public final class CriticalLine {
  private static final double LARGEST = 1e6;

  /** A length at which the slope of the length map at 0 no longer counts alone. */
  private static final double SMALL = 1e-3;

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
   * The point with this σ_b, where q* is the fixed point that small inputs reach.
   *
   * @throws InvalidInputException if there is none; the message says why
   */
  public static Point atSigmaB(DualActivation activation, double sigmaB) {
    return find(activation, sigmaB)
        .orElseThrow(() -> new InvalidInputException(whyNone(activation, sigmaB)));
  }

  /** {@link #atSigmaB}, empty if there is none. */
  public static Optional<Point> find(DualActivation activation, double sigmaB) {
    Arguments.notNegative("sigma_b", sigmaB);
    if (activation instanceof PiecewiseLinearDual) return Optional.empty();
    return solve(activation, sigmaB).filter(p -> isReached(activation, p));
  }

  /** A place where χ₁ = 1, stable or not; empty if q* would be above the largest. */
  private static Optional<Point> solve(DualActivation activation, double sigmaB) {
    if (sigmaB == 0 && activation.atZero() == 0) {
      return Optional.of(new Point(1 / activation.slopeAtZero(), 0, 0));
    }
    double target = sigmaB * sigmaB;
    DoubleUnaryOperator missing = q -> target - atVariance(activation, q).biasVariance;
    double high = Math.max(1e-6, target);
    double low = high;
    while (missing.applyAsDouble(low) <= 0) low /= 2;
    while (missing.applyAsDouble(high) > 0) {
      high *= 2;
      if (high > LARGEST) return Optional.empty();
    }
    double q = regulaFalsi(missing, low, high);
    return Optional.of(new Point(atVariance(activation, q).weightVariance, target, q));
  }

  /**
   * GELU and SiLU, whose E φφ'' is positive at small q, have unstable fixed points with χ₁ = 1;
   * signals from small inputs stay below them or leave them.
   */
  private static boolean isReached(DualActivation activation, Point p) {
    if (p.qStar == 0) {
      // The slope of the length map is 1 there too, and its curvature decides.
      return p.weightVariance * activation.second(SMALL) <= SMALL;
    }
    if (p.weightVariance * activation.secondSlope(p.qStar) > 1) return false;
    OptionalDouble q = FixedPointSolver.qStar(new MeanField(activation, p.sigmaW(), p.sigmaB()));
    return q.isPresent() && Math.abs(q.getAsDouble() - p.qStar) <= 1e-6 * p.qStar;
  }

  private static String whyNone(DualActivation activation, double sigmaB) {
    if (activation instanceof PiecewiseLinearDual) {
      double sigmaW = Math.sqrt(1 / activation.slopeAtZero());
      return sigmaB == 0
          ? "a piecewise linear activation is critical at sigma_w = "
              + sigmaW
              + ", sigma_b = 0 for every q; no point of a line is singled out"
          : "a piecewise linear activation has one critical point, sigma_w = "
              + sigmaW
              + " and sigma_b = 0; sigma_b was "
              + sigmaB;
    }
    String none = "no sigma_w is critical at sigma_b = " + sigmaB + ": ";
    return solve(activation, sigmaB)
        .map(
            p ->
                none
                    + "chi_1 is 1 at sigma_w = "
                    + p.sigmaW()
                    + " only for q = "
                    + p.qStar
                    + ", a fixed point where signals do not stay")
        .orElse(none + "q* would be above " + LARGEST);
  }

  /** In Illinois's variant: as safe as bisection, faster, and without derivatives. */
  private static double regulaFalsi(DoubleUnaryOperator f, double low, double high) {
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
