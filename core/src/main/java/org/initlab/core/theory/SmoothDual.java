package org.initlab.core.theory;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;

/**
 * Any smooth activation by the trapezoid rule on |z| ≤ 10, which converges like exp(−2πd/h) for an
 * integrand analytic in a strip of half-width d (Trefethen and Weideman 2014). tanh has its nearest
 * poles at ±iπ/2, so d = π/(2√q) in z, and the step is chosen as {@code min(h, w/√q)}:
 * Gauss–Hermite rules, by contrast, converge slowly once q is above 1.
 */
record SmoothDual(Nonlinearity function) implements DualActivation {
  private static final double LIMIT = 10;
  private static final double STEP_1D = 0.05;
  private static final double STEP_2D = 0.3;

  /** The step times √q: exp(−2π·(π/2)/0.25) = 7e-18. */
  private static final double STEP_OF_POLE = 0.25;

  /**
   * In two dimensions, where poles of both factors may coincide: exp(−2π·(π/2)/0.22) = 3e-20, times
   * the cube of 2π/0.22 for poles of fourth order.
   */
  private static final double STEP_OF_POLE_2D = 0.22;

  /** A standard normal exceeds this with probability 2e-17. */
  private static final double LIMIT_2D = 8.5;

  /** Half as many points at most on the common grid of {@link #pair}. */
  private static final double LONGEST_GRID = 20_000;

  /** Beyond this the rule would need 10⁵ nodes. */
  static final double LARGEST_VARIANCE = 1.5e6;

  private interface Integrand {
    double at(double z);
  }

  @Override
  public double second(double q) {
    double s = Math.sqrt(q);
    return expectation(q, z -> square(function.value(s * z, 0)));
  }

  @Override
  public double secondSlope(double q) {
    double s = Math.sqrt(q);
    // E[2φφ'·z/(2√q)]; for tiny q the first term of its Taylor series, φ'(0)² + φ(0)φ''(0).
    if (q < 1e-12) return slopeAtZero() + function.value(0, 0) * curvatureAtZero();
    return expectation(q, z -> function.value(s * z, 0) * function.derivative(s * z, 0) * z) / s;
  }

  private double curvatureAtZero() {
    double h = 1e-4;
    return (function.derivative(h, 0) - function.derivative(-h, 0)) / (2 * h);
  }

  @Override
  public double derivativeSecond(double q) {
    double s = Math.sqrt(q);
    return expectation(q, z -> square(function.derivative(s * z, 0)));
  }

  @Override
  public double correlation(double q, double c) {
    return pair(q, c, x -> function.value(x, 0));
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    return pair(q, c, x -> function.derivative(x, 0));
  }

  @Override
  public double atZero() {
    return square(function.value(0, 0));
  }

  @Override
  public double slopeAtZero() {
    return square(function.derivative(0, 0));
  }

  private static double square(double x) {
    return x * x;
  }

  private static double expectation(double q, Integrand f) {
    int n = (int) Math.ceil(LIMIT / step(q, STEP_1D, STEP_OF_POLE));
    double h = LIMIT / n;
    double sum = f.at(0);
    // Pairs of ±z, so that what is odd cancels exactly.
    for (int i = n; i >= 1; i--) {
      double z = i * h;
      sum += Math.exp(-z * z / 2) * (f.at(z) + f.at(-z));
    }
    return sum * h / Math.sqrt(2 * Math.PI);
  }

  /**
   * E f(u₁)f(u₂) in the axes x of u₁ + u₂ and y of u₁ − u₂, u = a·x ± b·y with a = √(q(1+c)/2), b =
   * √(q(1−c)/2): the poles lie farther from both axes than in those of z, and ±y give the same
   * value. With steps that are equal in u, both arguments lie on one grid, so f is evaluated once
   * per grid point and not once per pair.
   */
  private static double pair(double q, double c, Integrand f) {
    double a = Math.sqrt(q * (1 + c) / 2);
    double b = Math.sqrt(q * (1 - c) / 2);
    requireRange(q);
    if (q == 0) return square(f.at(0));
    double delta = Math.min(STEP_OF_POLE_2D, STEP_2D * Math.min(a, b));
    // Nearly equal or opposite inputs: one axis is so short that a grid for both has no end.
    if (LIMIT_2D * Math.max(a, b) > LONGEST_GRID * delta) return unequalSteps(a, b, f);
    int nx = (int) Math.ceil(LIMIT_2D * a / delta);
    int ny = (int) Math.ceil(LIMIT_2D * b / delta);
    double[] values = new double[2 * (nx + ny) + 1];
    for (int k = 0; k < values.length; k++) values[k] = f.at(delta * (k - nx - ny));
    double[] weights = weights(ny, delta / b);
    double sum = 0;
    for (int i = -nx; i <= nx; i++) {
      double x = i * delta / a;
      double inner = 0;
      int middle = i + nx + ny;
      for (int j = 0; j <= ny; j++) inner += weights[j] * values[middle + j] * values[middle - j];
      sum += Math.exp(-x * x / 2) * inner;
    }
    return sum * (delta / a) * (delta / b) / (2 * Math.PI);
  }

  private static double unequalSteps(double a, double b, Integrand f) {
    int nx = (int) Math.ceil(LIMIT_2D / step(a * a));
    int ny = (int) Math.ceil(LIMIT_2D / step(b * b));
    double hx = LIMIT_2D / nx;
    double hy = LIMIT_2D / ny;
    double[] weights = weights(ny, hy);
    double sum = 0;
    for (int i = -nx; i <= nx; i++) {
      double x = a * i * hx;
      double inner = 0;
      for (int j = 0; j <= ny; j++) {
        double y = b * j * hy;
        inner += weights[j] * f.at(x + y) * f.at(x - y);
      }
      sum += Math.exp(-i * hx * i * hx / 2) * inner;
    }
    return sum * hx * hy / (2 * Math.PI);
  }

  /** exp(−y²/2) at multiples of h, doubled for both signs of y. */
  private static double[] weights(int n, double h) {
    double[] weights = new double[n + 1];
    for (int j = 0; j <= n; j++) weights[j] = Math.exp(-j * h * j * h / 2) * (j == 0 ? 1 : 2);
    return weights;
  }

  private static double step(double q) {
    return step(q, STEP_2D, STEP_OF_POLE_2D);
  }

  private static double step(double q, double largest, double ofPole) {
    requireRange(q);
    return q == 0 ? largest : Math.min(largest, ofPole / Math.sqrt(q));
  }

  private static void requireRange(double q) {
    if (!(q >= 0 && q <= LARGEST_VARIANCE)) {
      throw new InvalidInputException(
          "the variance q of a pre-activation must be in 0.." + LARGEST_VARIANCE + ", was " + q);
    }
  }
}
