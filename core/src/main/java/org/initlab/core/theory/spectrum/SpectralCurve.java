package org.initlab.core.theory.spectrum;

/**
 * ln λ as an analytic function of x, the argument of the slopes' M: with z = M(x), the inverse of
 * JJᵀ's moment generating function is λ = (1 + z)/z · (σ_w² x z/(1 + z))^L for orthogonal weights,
 * (1 + z)/z · (σ_w² x z)^L for Gaussian ones. For x in the upper half-plane z and 1 + z lie in the
 * lower one, so that every logarithm is its principal value.
 */
final class SpectralCurve {
  /** Where real x gives the upper end of the support. */
  record Edge(double x, double value) {}

  private final JacobianSpectrum spectrum;
  private final boolean gaussian;
  private final double depth;

  SpectralCurve(JacobianSpectrum spectrum) {
    this.spectrum = spectrum;
    this.gaussian = spectrum.weights() == WeightEnsemble.GAUSSIAN;
    this.depth = spectrum.depth();
  }

  SlopeLaw slopes() {
    return spectrum.slopes();
  }

  /** ln λ, d ln λ/dx and z at a complex x. */
  Point at(double re, double im) {
    double[] m = new double[6];
    spectrum.slopes().transform(re, im, m);
    Complex x = new Complex(re, im);
    Complex z = new Complex(m[0], m[1]);
    Complex slope = new Complex(m[2], m[3]);
    Complex one = new Complex(m[4], m[5]);
    Complex lnZ = z.log();
    Complex lnOne = one.log();
    double forOne = gaussian ? 1 : 1 - depth;
    Complex ln =
        lnOne
            .times(forOne)
            .plus(lnZ.times(depth - 1))
            .plus(x.log().times(depth))
            .plus(depth * Math.log(spectrum.weightVariance()));
    Complex derivative =
        slope
            .over(one)
            .times(forOne)
            .plus(slope.over(z).times(depth - 1))
            .plus(new Complex(depth, 0).over(x));
    return new Point(ln, derivative, z);
  }

  /** A place on the curve. */
  record Point(Complex lnLambda, Complex derivative, Complex z) {}

  /**
   * The upper end of the continuous part: the smallest λ over real x beyond all slopes, where dλ/dx
   * = 0. With orthogonal weights and a largest slope d of probability p this is x = L(1 − p)d where
   * L(1 − p) ≤ 1; then there is an atom at (σ_w² d)^L, and a gap below it.
   */
  Edge upperEdge() {
    double largest = slopes().largest();
    double shrunk = depth * (1 - slopes().massAtLargest());
    if (!gaussian && shrunk <= 1) return edge(shrunk * largest);
    // d ln λ/dx rises from −∞ to positive: bisect over ln(x/d − 1).
    double low = -30;
    double high = 3;
    while (slope(largest * (1 + Math.exp(high))) < 0) high += 3;
    for (int i = 0; i < 100 && high - low > 1e-15; i++) {
      double middle = (low + high) / 2;
      if (slope(largest * (1 + Math.exp(middle))) < 0) low = middle;
      else high = middle;
    }
    return edge(largest * (1 + Math.exp((low + high) / 2)));
  }

  /**
   * The lower end of the continuous part: 0 unless every slope is positive and weights are
   * orthogonal, or one Gaussian layer loses rank.
   */
  Edge lowerEdge() {
    double smallest = slopes().smallest();
    if (!gaussian && smallest > 0 && depth > 1) {
      // λ rises from 0 at x = 0 and falls to 0 at the smallest slope.
      double low = 0;
      double high = smallest;
      for (int i = 0; i < 200 && high - low > 1e-16 * smallest; i++) {
        double middle = (low + high) / 2;
        if (slope(middle) > 0) low = middle;
        else high = middle;
      }
      return edge((low + high) / 2);
    }
    double p = slopes().massAtLargest();
    if (gaussian && depth == 1 && slopes().massAtZero() == 1 - p && p < 1) {
      // z = −√p: Marchenko and Pastur's lower edge, (1 − √p)².
      return edge(slopes().largest() * (1 - Math.sqrt(p)));
    }
    return new Edge(0, 0);
  }

  private Edge edge(double x) {
    // An edge at the largest slope, where z is infinite: the limit from above.
    double off = x == slopes().largest() ? 1e-9 * x : 0;
    return new Edge(x, Math.exp(at(x + off, 0).lnLambda.re()));
  }

  private double slope(double x) {
    return at(x, 0).derivative.re();
  }
}
