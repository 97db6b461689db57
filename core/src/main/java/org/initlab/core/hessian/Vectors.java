package org.initlab.core.hessian;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Arithmetic and draws of long vectors. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** y ← y + a·x. */
  static void add(double a, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) y[i] += a * x[i];
  }

  static double[] scaled(double[] x, double factor) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) y[i] = factor * x[i];
    return y;
  }

  /** Independent N(0, 1). */
  static double[] normal(int n, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) x[i] = gaussian.sample();
    return x;
  }

  /** Independent signs, ±1 with probability ½ each. */
  static double[] signs(int n, UniformRandomProvider random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) x[i] = random.nextBoolean() ? 1 : -1;
    return x;
  }
}
