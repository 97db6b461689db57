package org.initlab.core.theory;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * The product J of L independent N×N matrices with entries N(0, 1/N): moments of its squared
 * singular values and its eigenvalues. For N → ∞ the moments are the Fuss–Catalan numbers, the
 * density of s² is known in parametric form (Haagerup and Möller 2013, "The law of large numbers
 * for the free multiplicative convolution", and Neuschel 2014), and eigenvalues are radial with
 * P(|z| &lt; r) = r^(2/L) (Burda, Janik and Waclaw 2010).
 *
 * @param factors L
 */
public record GaussianProduct(int factors) {
  public GaussianProduct {
    Arguments.positive("factors", factors);
  }

  /**
   * Expectations at finite N.
   *
   * @param second E m₂, m₂ = tr (JJᵀ)²/N
   * @param squaredFirst E m₁², m₁ = tr JJᵀ/N, whose own expectation is 1
   */
  public record FiniteWidth(double second, double squaredFirst) {}

  /**
   * By the recursion over factors a ← a(1 + 1/N) + b, b ← b + 2a/N² from a = b = 1 (Gaussian
   * integration over the last factor).
   */
  public FiniteWidth atWidth(int n) {
    Arguments.positive("N", n);
    double a = 1;
    double b = 1;
    for (int l = 0; l < factors; l++) {
      double next = a * (1 + 1.0 / n) + b;
      b += 2 * a / ((double) n * n);
      a = next;
    }
    return new FiniteWidth(a, b);
  }

  /** m_k = C((L+1)k, k)/(Lk + 1) for N → ∞. */
  public double moment(int k) {
    double binomial = 1;
    long top = (long) (factors + 1) * k;
    for (int i = 1; i <= k; i++) binomial *= (double) (top - k + i) / i;
    return binomial / ((long) factors * k + 1);
  }

  /** The upper edge of s², (L+1)^(L+1)/L^L. */
  public double edge() {
    return Math.exp((factors + 1) * Math.log(factors + 1.0) - factors * Math.log(factors));
  }

  /**
   * A point of the density of s².
   *
   * @param logSquare ln s²
   * @param logDensity ln of the density of s² there
   */
  public record Point(double logSquare, double logDensity) {}

  /**
   * The density of s² at parameter φ: s² = sin^(L+1)((L+1)φ)/(sin φ sin^L(Lφ)), ρ = sin²φ
   * sin^(L−1)(Lφ)/(π sin^L((L+1)φ)). In logarithms, since squares of deep products reach far below
   * what a number can hold.
   *
   * @param part φ in units of π/(L+1), between 0 (the upper edge) and 1 (zero)
   */
  public Point density(double part) {
    if (!(part > 0 && part < 1)) {
      throw new InvalidInputException("part must be between 0 and 1, was " + part);
    }
    double phi = part * Math.PI / (factors + 1);
    double sin = Math.log(Math.sin(phi));
    double sinL = Math.log(Math.sin(factors * phi));
    double sinNext = Math.log(Math.sin((factors + 1) * phi));
    return new Point(
        (factors + 1) * sinNext - sin - factors * sinL,
        2 * sin + (factors - 1) * sinL - factors * sinNext - Math.log(Math.PI));
  }

  /** P(|z| &lt; r) of an eigenvalue z. */
  public double eigenvaluesWithin(double r) {
    Arguments.notNegative("r", r);
    return Math.min(1, Math.pow(r, 2.0 / factors));
  }

  /**
   * P(|Re z| &lt; h and |Im z| &lt; h): in the direction ψ from the axis the square ends at h/cos
   * ψ.
   *
   * @param h at most 1/√2, so that the square is inside the unit circle
   */
  public double eigenvaluesInSquare(double h) {
    if (!(h > 0 && h <= Math.sqrt(0.5))) {
      throw new InvalidInputException("h must be in (0, 0.7071], was " + h);
    }
    double eighth =
        GaussLegendre.of(20).integrate(psi -> eigenvaluesWithin(h / Math.cos(psi)), 0, Math.PI / 4);
    return eighth / (Math.PI / 4);
  }
}
