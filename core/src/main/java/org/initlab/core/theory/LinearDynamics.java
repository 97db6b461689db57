package org.initlab.core.theory;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * The strength u of one mode of a deep linear network under gradient descent from decoupled,
 * balanced weights, in continuous time (Saxe, McClelland and Ganguli 2014, arXiv 1312.6120): τ
 * du/dt = n u^(2−2/n) (s − u) for n weight matrices (eq. 15), with s the singular value of the
 * input–output correlation that u tends to and τ the inverse learning rate. Times are in units of
 * τ.
 *
 * @param s the strength that is learnt
 * @param u0 the strength at t = 0, 0 &lt; u0 &lt; s
 */
public record LinearDynamics(double s, double u0) {
  /** Enough for a relative 1e-13: the integrand is analytic in ln u, panel by panel. */
  private static final int PANELS = 400;

  private static final GaussLegendre RULE = GaussLegendre.of(12);

  public LinearDynamics {
    Arguments.positive("s", s);
    Arguments.positive("u0", u0);
    if (!(u0 < s)) throw new InvalidInputException("u0 must be below s = " + s + ", was " + u0);
  }

  /** u(t) of two weight matrices, s e^{2st}/(e^{2st} − 1 + s/u0) (eq. 12). */
  public double strength(double t) {
    // Multiplied through by e^{−2st}, which never overflows.
    return s / (1 + (s / u0 - 1) * Math.exp(-2 * s * t));
  }

  /** The time from u0 to {@code uf} with two weight matrices (eq. 11). */
  public double time(double uf) {
    requireTarget(uf);
    return Math.log(uf * (s - u0) / (u0 * (s - uf))) / (2 * s);
  }

  /** The time from u0 to s/2 with two weight matrices. */
  public double halfTime() {
    return time(s / 2);
  }

  /**
   * The time from u0 to {@code uf} with n weight matrices, by integrating eq. 15.
   *
   * @param n at least 1
   */
  public double time(double uf, int n) {
    Arguments.positive("n", n);
    requireTarget(uf);
    double low = Math.log(u0);
    double width = (Math.log(uf) - low) / PANELS;
    double sum = 0;
    for (int p = 0; p < PANELS; p++) {
      double from = low + p * width;
      sum += RULE.integrate(x -> slowness(Math.exp(x), n), from, from + width);
    }
    return sum;
  }

  /** dt/d ln u. */
  private double slowness(double u, int n) {
    return Math.pow(u, 2.0 / n - 1) / (n * (s - u));
  }

  /** n·t for n → ∞ (eq. 17). */
  public double infiniteDepthTime(double uf) {
    requireTarget(uf);
    double log = Math.log(uf * (u0 - s) / (u0 * (uf - s)));
    return log / (s * s) + 1 / (s * u0) - 1 / (s * uf);
  }

  private void requireTarget(double uf) {
    if (!(uf >= u0 && uf < s)) {
      throw new InvalidInputException("uf must be in [" + u0 + ", " + s + "), was " + uf);
    }
  }
}
