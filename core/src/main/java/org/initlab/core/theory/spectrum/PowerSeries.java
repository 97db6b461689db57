package org.initlab.core.theory.spectrum;

/** Truncated power series a₀ + a₁z + …, as arrays of coefficients. */
final class PowerSeries {
  private PowerSeries() {}

  /** a·b, as long as {@code a}. */
  static double[] product(double[] a, double[] b) {
    double[] c = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; i + j < c.length && j < b.length; j++) c[i + j] += a[i] * b[j];
    }
    return c;
  }

  /** a^exponent for a₀ ≠ 0, by J. C. P. Miller's recurrence. */
  static double[] power(double[] a, double exponent) {
    double[] p = new double[a.length];
    p[0] = Math.pow(a[0], exponent);
    for (int n = 1; n < a.length; n++) {
      double sum = 0;
      for (int k = 1; k <= n; k++) sum += (k * (exponent + 1) - n) * a[k] * p[n - k];
      p[n] = sum / (n * a[0]);
    }
    return p;
  }

  /**
   * χ(z)/z, where χ is the inverse of ψ(u) = m₁u + m₂u² + …, by Lagrange's theorem.
   *
   * @param m m₁, m₂, …
   */
  static double[] inverseOverArgument(double[] m) {
    double[] chi = new double[m.length];
    for (int n = 1; n <= m.length; n++) chi[n - 1] = power(m, -n)[n - 1] / n;
    return chi;
  }
}
