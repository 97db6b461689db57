package org.initlab.core.theory.spectrum;

import org.initlab.core.network.Nonlinearity;

/**
 * φ smooth, |φ'| even and falling away from 0: d = φ'(√q z)² by the trapezoid rule over z. It errs
 * by exp(−2πδ/h) where d(z) = x at a distance δ from the real axis, so h is chosen from x.
 */
final class SmoothSlopes implements SlopeLaw {
  /** A standard normal exceeds this with probability 1e-23. */
  private static final double LIMIT = 10;

  private static final double COARSEST = 0.1;

  /** The finest step is 0.1/2¹¹ = 5e-5; coarser ones take every 2nd, 4th … of its nodes. */
  private static final int HALVINGS = 11;

  /** The step over δ: exp(−2π/0.17) = 1e-16. */
  private static final double OF_DISTANCE = 0.17;

  private final Nonlinearity function;
  private final double root;
  private final double largest;
  private final double steepest;
  private final double steepestLogarithm;
  private final double curvature;
  private final double[] values;
  private final double[] weights;

  private SmoothSlopes(Nonlinearity function, double q) {
    this.function = function;
    this.root = Math.sqrt(q);
    this.largest = d(0);
    double h = Math.min(0.01, 0.01 / root);
    double steep = 0;
    double logarithmic = 0;
    for (double z = 0; z < LIMIT; z += h) {
      double fall = (d(z) - d(z + h)) / h;
      steep = Math.max(steep, fall);
      // 1e-300: beyond it d is 0 by any moment.
      if (d(z + h) > 1e-300) logarithmic = Math.max(logarithmic, fall / d(z + h));
    }
    this.steepest = steep;
    this.steepestLogarithm = logarithmic;
    this.curvature = (largest - d(h)) / (h * h);
    int n = (int) Math.round(LIMIT / COARSEST) << HALVINGS;
    double step = LIMIT / n;
    this.values = new double[n + 1];
    this.weights = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      double z = i * step;
      values[i] = d(z);
      weights[i] = (i == 0 ? 1 : 2) * step * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
  }

  /** The law, or a single slope where q = 0. */
  static SlopeLaw of(Nonlinearity function, double q) {
    if (q > 0) return new SmoothSlopes(function, q);
    double d = function.derivative(0, 0) * function.derivative(0, 0);
    return new TwoSlopes(d, d, 1);
  }

  private double d(double z) {
    double slope = function.derivative(root * z, 0);
    return slope * slope;
  }

  @Override
  public double moment(int k) {
    // Poles of order 4k and the k-th power's fall: the step for δ = π/(2√q), four times as fine.
    int stride = stride(Math.PI / (2 * root) / 4);
    double sum = 0;
    for (int i = values.length - 1; i >= 0; i -= stride) {
      sum += weights[i] * Math.pow(values[i], k);
    }
    return stride * sum;
  }

  @Override
  public double largest() {
    return largest;
  }

  @Override
  public double smallest() {
    return 0;
  }

  @Override
  public double massAtLargest() {
    return 0;
  }

  @Override
  public double massAtZero() {
    return 0;
  }

  /** Between the nodes of the coarsest grid that resolves a distance; 1 where none does. */
  private static int stride(double distance) {
    int stride = 1 << HALVINGS;
    double h = COARSEST;
    while (stride > 1 && h > OF_DISTANCE * distance) {
      stride /= 2;
      h /= 2;
    }
    return stride;
  }

  @Override
  public boolean resolves(double re, double im) {
    // At δ = h the rule errs by exp(−2π) = 2e-3 of the term with the pole.
    return across(re, im) > LIMIT / (values.length - 1);
  }

  /** How far from the real axis d(z) = x at least: d is as steep as d' and as d'/d allow. */
  private double across(double re, double im) {
    return im / Math.min(steepest, steepestLogarithm * Math.hypot(re, im));
  }

  @Override
  public void transform(double re, double im, double[] out) {
    // Off the real segment d is at most as steep as anywhere; beyond its end it is a parabola.
    double beyond = re > largest ? Math.sqrt((re - largest) / curvature) : 0;
    double before = re < 0 ? Math.PI / (2 * root) / 2 : 0;
    int stride = stride(Math.max(across(re, im), Math.max(beyond, before)));
    double a = 0;
    double b = 0;
    double c = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    for (int i = values.length - 1; i >= 0; i -= stride) {
      double x = re - values[i];
      double s = 1 / (x * x + im * im);
      double r = x * s;
      double j = -im * s;
      double weight = stride * weights[i];
      double p = weight * values[i];
      a += p * r;
      b += p * j;
      c -= p * (r * r - j * j);
      e -= 2 * p * r * j;
      f += weight * r;
      g += weight * j;
    }
    out[0] = a;
    out[1] = b;
    out[2] = c;
    out[3] = e;
    out[4] = re * f - im * g;
    out[5] = re * g + im * f;
  }
}
