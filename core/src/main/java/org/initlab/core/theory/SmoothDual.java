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

  /** Of a Gaussian alone the rule's error is exp(−2π²/0.3²) = 1e-95. */
  private static final double STEP = 0.3;

  /**
   * The step times √q: exp(−2π·(π/2)/0.22) = 3e-20, times the cube of 2π/0.22 for poles of fourth
   * order, as those of φ'² and, in two dimensions, where poles of both factors coincide.
   */
  private static final double STEP_OF_POLE = 0.22;

  /** A standard normal exceeds this with probability 2e-17. */
  private static final double LIMIT_2D = 8.5;

  /** How much longer an activation takes than the product of two values of it. */
  private static final double EVALUATION = 30;

  /** Beyond this the rule would need 10⁵ nodes. */
  static final double LARGEST_VARIANCE = 1.5e6;

  /** A function of one pre-activation. */
  interface Integrand {
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

  /** E f(u₁)f(u₂) of any f that is analytic where the activations are. */
  static double expectation(double q, double c, Integrand f) {
    return pair(q, c, f, false);
  }

  @Override
  public double correlation(double q, double c) {
    return pair(q, c, x -> function.value(x, 0), false);
  }

  @Override
  public double difference(double q, double c) {
    return pair(q, c, x -> function.value(x, 0), true) / 2;
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    return pair(q, c, x -> function.derivative(x, 0), false);
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
    int n = (int) Math.ceil(LIMIT / step(q));
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
   * E f(u₁)f(u₂), or E (f(u₁) − f(u₂))², in the axes x of u₁ + u₂ and y of u₁ − u₂, u = a·x ± b·y
   * with a = √(q(1+c)/2), b = √(q(1−c)/2): the poles lie farther from both axes than in those of z,
   * and ±y give the same value. With steps that are equal in u, both arguments lie on one grid, so
   * f is evaluated once per grid point and not once per pair.
   */
  private static double pair(double q, double c, Integrand f, boolean squaredDifference) {
    double a = Math.sqrt(q * (1 + c) / 2);
    double b = Math.sqrt(q * (1 - c) / 2);
    requireRange(q);
    if (q == 0) return squaredDifference ? 0 : square(f.at(0));
    double delta = Math.min(STEP_OF_POLE, STEP * Math.min(a, b));
    double longX = LIMIT_2D * a / delta;
    double longY = LIMIT_2D * b / delta;
    double points = 2 * LIMIT_2D / step(a * a) * LIMIT_2D / step(b * b);
    // Nearly equal or opposite inputs: one axis is so short that a grid for both is too fine.
    if (!(EVALUATION * (longX + longY) + longX * longY < EVALUATION * points)) {
      return unequalSteps(a, b, f, squaredDifference);
    }
    int nx = (int) Math.ceil(longX);
    int ny = (int) Math.ceil(longY);
    double[] values = new double[2 * (nx + ny) + 1];
    for (int k = 0; k < values.length; k++) values[k] = f.at(delta * (k - nx - ny));
    double[] weights = weights(ny, delta / b);
    double sum = 0;
    for (int i = -nx; i <= nx; i++) {
      double x = i * delta / a;
      int middle = i + nx + ny;
      double inner =
          squaredDifference
              ? differences(values, middle, weights)
              : products(values, middle, weights);
      sum += Math.exp(-x * x / 2) * inner;
    }
    return sum * (delta / a) * (delta / b) / (2 * Math.PI);
  }

  private static double products(double[] values, int middle, double[] weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * values[middle + j] * values[middle - j];
    }
    return sum;
  }

  private static double differences(double[] values, int middle, double[] weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * square(values[middle + j] - values[middle - j]);
    }
    return sum;
  }

  private static double unequalSteps(double a, double b, Integrand f, boolean squaredDifference) {
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
        double one = f.at(x + y);
        double two = f.at(x - y);
        inner += weights[j] * (squaredDifference ? square(one - two) : one * two);
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
    requireRange(q);
    return q == 0 ? STEP : Math.min(STEP, STEP_OF_POLE / Math.sqrt(q));
  }

  private static void requireRange(double q) {
    if (!(q >= 0 && q <= LARGEST_VARIANCE)) {
      throw new InvalidInputException(
          "the variance q of a pre-activation must be in 0.." + LARGEST_VARIANCE + ", was " + q);
    }
  }
}
