package org.initlab.experiments.pennington2017;

import org.initlab.core.error.Arguments;

/**
 * The spectrum of JJᵀ, J = ∏ D_l W_l over L layers, for infinite width (Pennington, Schoenholz and
 * Ganguli 2017, section 3), from S-transforms: those of independent factors multiply, S_WWᵀ =
 * 1/σ_w² for orthogonal W and 1/(σ_w²(1 + z)) for Gaussian ones, and that of D² follows from the
 * distribution of squared slopes. With ζ the point where the moment generating function of D² is z
 * = E d²/(ζ − d²), the spectrum's own argument is
 *
 * <p>λ(ζ) = (1 + z)/z · (σ_w² ζ z (1 + z)^(g−1))^L, g = 1 for Gaussian W and 0 for orthogonal W,
 *
 * <p>and the density is −Im G(λ)/π with G = (1 + z)/λ.
 *
 * @param weightVariance σ_w²
 * @param layers L
 */
record LimitSpectrum(
    SlopeDistribution slopes, double weightVariance, boolean gaussian, int layers) {
  private static final int NEWTON_STEPS = 30;
  private static final double CONVERGED = 1e-11;

  LimitSpectrum {
    Arguments.positive("weight variance", weightVariance);
    Arguments.positive("layers", layers);
  }

  /** m₁ = (σ_w² μ₁)^L. */
  double meanSquare() {
    return Math.pow(weightVariance * slopes.moment(1), layers);
  }

  /** m₂/m₁² − 1 = L(μ₂/μ₁² − 1 + g). */
  double relativeVariance() {
    double first = slopes.moment(1);
    double spread = slopes.moment(2) / (first * first) - 1;
    return layers * (spread + (gaussian ? 1 : 0));
  }

  /** The upper edge of the support: the least λ(ζ) over real ζ above all d². */
  double edge() {
    double top = 0;
    for (double d : slopes.squares()) top = Math.max(top, d);
    // Golden section over ln(ζ/top − 1); λ falls from ∞ at ζ → top, or from an atom, and rises.
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(1e-12);
    double high = Math.log(1e8);
    double a = high - ratio * (high - low);
    double b = low + ratio * (high - low);
    while (high - low > 1e-10) {
      if (logAt(top * (1 + Math.exp(a))) < logAt(top * (1 + Math.exp(b)))) {
        high = b;
        b = a;
        a = high - ratio * (high - low);
      } else {
        low = a;
        a = b;
        b = low + ratio * (high - low);
      }
    }
    return Math.exp(logAt(top * (1 + Math.exp((low + high) / 2))));
  }

  private double logAt(double zeta) {
    return logLambda(new Complex(zeta, 0)).re();
  }

  /**
   * The density of s at every one of {@code s}, smoothed over {@code width} (a Cauchy
   * distribution), without the atom at s = 0, which has the mass P(φ' = 0).
   *
   * @param s descending or ascending, positive
   */
  double[] density(double[] s, double width) {
    double[] density = new double[s.length];
    double largest = Math.max(edge(), 1);
    Complex from = new Complex(0, 1e5 * layers * largest);
    // G = m₁/λ at first, z = λG − 1 = m₁/λ and ζ = μ₁/z.
    Complex zeta = from.times(slopes.moment(1) / meanSquare());
    for (int i = 0; i < s.length; i++) {
      // A width in s is a width of 2s times that in s².
      Complex to = new Complex(s[i] * s[i], 2 * s[i] * width);
      zeta = follow(from, zeta, to);
      from = to;
      Complex green = z(zeta).plus(1 - slopes.zeros()).over(to);
      density[i] = -green.im() / Math.PI * 2 * s[i];
    }
    return density;
  }

  /**
   * ζ at {@code to}, from ζ at {@code from}: along a line in ln λ, in as many steps as it takes.
   */
  private Complex follow(Complex from, Complex zeta, Complex to) {
    Complex start = from.log();
    Complex way = to.log().minus(start);
    Complex here = zeta;
    double done = 0;
    double step = 1.0 / 64;
    while (done < 1) {
      double next = Math.min(1, done + step);
      Complex found = newton(here, start.plus(way.times(next)));
      if (found == null) {
        step /= 2;
        if (step < 1e-9) {
          throw new IllegalStateException("the density of " + layers + " layers was lost at " + to);
        }
        continue;
      }
      here = found;
      done = next;
      step *= 1.5;
    }
    return here;
  }

  /** The root near {@code guess}, or null where Newton's method goes far or does not settle. */
  private Complex newton(Complex guess, Complex logLambda) {
    Complex zeta = guess;
    for (int i = 0; i < NEWTON_STEPS; i++) {
      Complex f = wrapped(logLambda(zeta).minus(logLambda));
      Complex move = f.over(slope(zeta)).times(-1);
      double relative = move.abs() / zeta.minus(new Complex(1, 0)).abs();
      if (!(relative < 0.3)) return null;
      zeta = zeta.plus(move);
      if (relative < CONVERGED) return zeta;
    }
    return null;
  }

  /** Logarithms are known up to multiples of 2πi. */
  private static Complex wrapped(Complex f) {
    return new Complex(f.re(), Math.IEEEremainder(f.im(), 2 * Math.PI));
  }

  /** z = E d²/(ζ − d²). */
  private Complex z(Complex zeta) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < slopes.squares().length; i++) {
      double d = slopes.squares()[i];
      double x = zeta.re() - d;
      double norm = x * x + zeta.im() * zeta.im();
      re += slopes.weights()[i] * d * x / norm;
      im -= slopes.weights()[i] * d * zeta.im() / norm;
    }
    return new Complex(re, im);
  }

  /** dz/dζ = −E d²/(ζ − d²)². */
  private Complex zSlope(Complex zeta) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < slopes.squares().length; i++) {
      double d = slopes.squares()[i];
      double x = zeta.re() - d;
      double y = zeta.im();
      double norm = x * x + y * y;
      re -= slopes.weights()[i] * d * (x * x - y * y) / (norm * norm);
      im += slopes.weights()[i] * d * 2 * x * y / (norm * norm);
    }
    return new Complex(re, im);
  }

  private Complex logLambda(Complex zeta) {
    Complex z = z(zeta);
    Complex onePlus = z.plus(1).log();
    Complex layer = zeta.log().plus(z.log()).plus(Math.log(weightVariance));
    if (!gaussian) layer = layer.minus(onePlus);
    return onePlus.minus(z.log()).plus(layer.times(layers));
  }

  private Complex slope(Complex zeta) {
    Complex z = z(zeta);
    Complex change = zSlope(zeta);
    Complex byZ = change.over(z);
    Complex byOnePlus = change.over(z.plus(1));
    Complex layer = new Complex(1, 0).over(zeta).plus(byZ);
    if (!gaussian) layer = layer.minus(byOnePlus);
    return byOnePlus.minus(byZ).plus(layer.times(layers));
  }
}
