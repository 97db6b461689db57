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
 * @param nodes θ, probe by probe
 * @param weights τ, of each probe summing to 1
 * @param trace its estimate
 * @param traceError the standard error of {@code trace}; NaN for one probe
 */
public record SpectralDensity(
    double[][] nodes, double[][] weights, double trace, double traceError) {
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
    double[] traces = new double[probes];
    for (int p = 0; p < probes; p++) {
      double[] z = Vectors.signs(n, seed.stream(PROBE + p));
      Lanczos.Basis basis = lanczos.run(a, z, seed.child(PROBE + p));
      Tridiagonal t = basis.decomposed();
      nodes[p] = t.values();
      weights[p] = squares(t.first());
      // T's first entry is zᵀAz over ‖z‖² = n.
      traces[p] = n * basis.diagonal()[0];
    }
    double mean = mean(traces);
    double spread = 0;
    for (double t : traces) spread += (t - mean) * (t - mean);
    return new SpectralDensity(nodes, weights, mean, Math.sqrt(spread / (probes - 1.0) / probes));
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
    for (int p = 0; p < nodes.length; p++) {
      for (int i = 0; i < nodes[p].length; i++) {
        sum += weights[p][i] * Math.pow(nodes[p][i], power);
      }
    }
    return sum / nodes.length;
  }

  private static double[] squares(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) y[i] = x[i] * x[i];
    return y;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) sum += v;
    return sum / x.length;
  }
}
