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

  /** Of a Gaussian alone the rule's error is exp(−2π²/0.4²) = 3e-54. */
  static final double STEP = 0.4;

  /**
   * The step in u = √q z. A pole of fourth order at u = iπ/2, as φ'² has and, in two dimensions, as
   * arises where poles of both factors coincide, is P = (π/2)/√q from the axis of z. Its residue
   * adds an error of 2√(2π)·(2π/h)³/(6q²)·exp(−2πP/h + P²/2), at most 3e-15 over all q, at q = 1/4.
   */
  static final double STEP_OF_POLE = 0.2;

  /** Beyond this the rule would need 10⁵ nodes. */
  static final double LARGEST_VARIANCE = 1.5e6;

  /** Below this a difference of neighbouring values has no digits left. */
  private static final double TINY = 1e-12;

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
    if (q < TINY) return slopeNearZero();
    return expectation(q, z -> function.value(s * z, 0) * function.derivative(s * z, 0) * z) / s;
  }

  /** E[2φφ'·z/(2√q)]; for tiny q the first term of its Taylor series, φ'(0)² + φ(0)φ''(0). */
  private double slopeNearZero() {
    return slopeAtZero() + function.value(0, 0) * curvatureAtZero();
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
    requireRange(q);
    PairRule rule = new PairRule(q, c, false);
    return rule.products(rule.values(f));
  }

  @Override
  public double correlation(double q, double c) {
    PairRule rule = rule(q, c);
    return rule.products(rule.values(x -> function.value(x, 0)));
  }

  @Override
  public double difference(double q, double c) {
    PairRule rule = rule(q, c);
    return rule.squaredDifferences(rule.values(x -> function.value(x, 0))) / 2;
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    PairRule rule = rule(q, c);
    return rule.products(rule.values(x -> function.derivative(x, 0)));
  }

  @Override
  public Difference differenceWithSlope(double q, double c) {
    PairRule rule = rule(q, c);
    double[] values = rule.values(x -> function.value(x, 0));
    double difference = rule.squaredDifferences(values) / 2;
    double[] slopes =
        function == Nonlinearity.TANH
            ? slopesOfTanh(values)
            : rule.values(x -> function.derivative(x, 0));
    return new Difference(difference, rule.products(slopes));
  }

  private PairRule rule(double q, double c) {
    requireRange(q);
    return new PairRule(q, c, isOdd());
  }

  /** Then squares, products and differences of two arguments are even functions of them. */
  private boolean isOdd() {
    return function == Nonlinearity.TANH || function == Nonlinearity.ERF;
  }

  /** 1 − tanh², in place. */
  private static double[] slopesOfTanh(double[] values) {
    for (int k = 0; k < values.length; k++) values[k] = 1 - values[k] * values[k];
    return values;
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

  /** E f(z) of a square or product of φ and φ', or of that times z if it is odd. */
  private double expectation(double q, Integrand f) {
    requireRange(q);
    int n = halfNodes(LIMIT, Math.sqrt(q));
    double h = LIMIT / n;
    boolean even = isOdd();
    double sum = f.at(0);
    // Pairs of ±z, so that what is odd cancels exactly.
    for (int i = n; i >= 1; i--) {
      double z = i * h;
      sum += Math.exp(-z * z / 2) * (even ? 2 * f.at(z) : f.at(z) + f.at(-z));
    }
    return sum * h / Math.sqrt(2 * Math.PI);
  }

  /** Nodes of the trapezoid rule on one side of 0 for u = scale·z, |z| ≤ {@code limit}. */
  static int halfNodes(double limit, double scale) {
    return (int) Math.ceil(limit / Math.min(STEP, STEP_OF_POLE / scale));
  }

  private static void requireRange(double q) {
    if (!(q >= 0 && q <= LARGEST_VARIANCE)) {
      throw new InvalidInputException(
          "the variance q of a pre-activation must be in 0.." + LARGEST_VARIANCE + ", was " + q);
    }
  }
}
