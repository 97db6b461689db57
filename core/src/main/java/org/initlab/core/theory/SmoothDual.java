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
   * E f(u₁)f(u₂) in the axes x of u₁ + u₂ and y of u₁ − u₂, u = √q(√((1+c)/2)·x ± √((1−c)/2)·y):
   * the poles lie farther from both axes than in those of z, and ±y give the same value.
   */
  private static double pair(double q, double c, Integrand f) {
    double a = Math.sqrt(q * (1 + c) / 2);
    double b = Math.sqrt(q * (1 - c) / 2);
    int nx = (int) Math.ceil(LIMIT / step(a * a, STEP_2D, STEP_OF_POLE_2D));
    int ny = (int) Math.ceil(LIMIT / step(b * b, STEP_2D, STEP_OF_POLE_2D));
    double hx = LIMIT / nx;
    double hy = LIMIT / ny;
    double[] weights = new double[ny + 1];
    for (int j = 0; j <= ny; j++) weights[j] = Math.exp(-j * hy * j * hy / 2) * (j == 0 ? 1 : 2);
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

  private static double step(double q, double largest, double ofPole) {
    if (!(q >= 0 && q <= LARGEST_VARIANCE)) {
      throw new InvalidInputException(
          "the variance q of a pre-activation must be in 0.." + LARGEST_VARIANCE + ", was " + q);
    }
    return q == 0 ? largest : Math.min(largest, ofPole / Math.sqrt(q));
  }
}
