package org.initlab.core.hessian;

import org.initlab.core.error.Arguments;
import org.initlab.core.random.Seed;

/**
 * Trace and spectral density by random probes z of independent signs. The trace is Hutchinson's
 * (1990), the mean of zᵀAz. The density φ(t) = (1/n) Σ δ(t − λ_i) is stochastic Lanczos
 * quadrature's (Ubaru, Chen and Saad 2017): Ritz values θ of the Krylov space of z with the weights
 * τ = (first component of T's eigenvector)², whose moments Σ τ θ^p are zᵀA^pz/n up to p = 2m − 1
 * after m steps, and the mean over probes.
 *
 * @param dimension n
 * @param nodes θ, probe by probe
 * @param weights τ, of each probe summing to 1
 */
public record SpectralDensity(int dimension, double[][] nodes, double[][] weights) {
  private static final String PROBE = "hessian/probe/";

  /**
   * @param steps of Lanczos for every probe
   * @param probes at least 1
   */
  public static SpectralDensity estimate(SymmetricOperator a, int steps, int probes, Seed seed) {
    Arguments.positive("probes", probes);
    Lanczos lanczos = new Lanczos(steps);
    int n = a.dimension();
    double[][] nodes = new double[probes][];
    double[][] weights = new double[probes][];
    for (int p = 0; p < probes; p++) {
      double[] z = Vectors.signs(n, seed.stream(PROBE + p));
      Tridiagonal t = lanczos.run(a, z, seed.child(PROBE + p)).decomposed();
      nodes[p] = t.values();
      weights[p] = squares(t.first());
    }
    return new SpectralDensity(n, nodes, weights);
  }

  /** The estimate of the trace, n times the mean eigenvalue. */
  public double trace() {
    return dimension * moment(1);
  }

  /** The standard error of {@link #trace}; NaN for one probe. */
  public double traceError() {
    int probes = nodes.length;
    double squares = 0;
    for (int p = 0; p < probes; p++) {
      double deviation = moment(p, 1) - moment(1);
      squares += deviation * deviation;
    }
    return dimension * Math.sqrt(squares / (probes - 1.0) / probes);
  }

  /** φ(t) smoothed by a normal density of standard deviation {@code width}. */
  public double at(double t, double width) {
    double sum = 0;
    for (int p = 0; p < nodes.length; p++) {
      for (int i = 0; i < nodes[p].length; i++) {
        double x = (t - nodes[p][i]) / width;
        sum += weights[p][i] * Math.exp(-0.5 * x * x);
      }
    }
    return sum / (nodes.length * width * Math.sqrt(2 * Math.PI));
  }

  /** The mean over probes of Σ τ θ^power, an estimate of tr(A^power)/n. */
  public double moment(int power) {
    double sum = 0;
    for (int p = 0; p < nodes.length; p++) sum += moment(p, power);
    return sum / nodes.length;
  }

  private double moment(int probe, int power) {
    double sum = 0;
    for (int i = 0; i < nodes[probe].length; i++) {
      sum += weights[probe][i] * Math.pow(nodes[probe][i], power);
    }
    return sum;
  }

  private static double[] squares(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) y[i] = x[i] * x[i];
    return y;
  }
}
