package org.initlab.core.theory.spectrum;

import org.initlab.core.error.Arguments;

/**
 * E tr JJᵀ/N, E (tr JJᵀ/N)² and E tr (JJᵀ)²/N of a product of {@code depth} layers D_l W_l of N×N
 * matrices at finite N, D_l² with independent entries of moments μ₁ and μ₂, from the fourth moments
 * of normal and of Haar matrices. It is exact for linear and ReLU networks without biases, whose
 * masks are independent of everything that enters here, and a mean-field estimate for others.
 *
 * @param mean E tr JJᵀ/N, as at infinite width
 * @param squaredMean E (tr JJᵀ/N)²
 * @param second E tr (JJᵀ)²/N
 */
public record FiniteWidthMoments(double mean, double squaredMean, double second) {
  /** Of square layers of {@code width} units. */
  public static FiniteWidthMoments of(JacobianSpectrum spectrum, int width) {
    Arguments.positive("width", width);
    double n = width;
    double one = spectrum.slopes().moment(1);
    double two = spectrum.slopes().moment(2);
    double w = spectrum.weightVariance();
    boolean gaussian = spectrum.weights() == WeightEnsemble.GAUSSIAN;
    double a = 1;
    double b = 1;
    for (int l = 0; l < spectrum.depth(); l++) {
      // A = JJᵀ before, a = E (tr A)²/N², b = E tr A²/N; B = WAWᵀ, then DBD. Of B: E B_ii²,
      // E tr B²/N and E (tr B)²/N².
      double diagonal = gaussian ? a + 2 * b / n : (n * a + 2 * b) / (n + 2);
      double second = gaussian ? a + b * (1 + 1 / n) : b;
      double squared = gaussian ? a + 2 * b / (n * n) : a;
      double excess = two - one * one;
      b = w * w * (one * one * second + excess * diagonal);
      a = w * w * (one * one * squared + excess * diagonal / n);
    }
    return new FiniteWidthMoments(spectrum.mean(), a, b);
  }

  /** E tr (JJᵀ)²/N over E (tr JJᵀ/N)², less 1: the relative variance of squared singular values. */
  public double relativeVariance() {
    return second / squaredMean - 1;
  }

  /** The relative standard deviation of tr JJᵀ/N from one network to another. */
  public double meanDeviation() {
    return Math.sqrt(Math.max(0, squaredMean / (mean * mean) - 1));
  }
}
