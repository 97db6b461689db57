package org.initlab.experiments.meanfield;

import org.initlab.core.theory.MeanField;

/**
 * How far q^l of one random network of width N strays from the length map F. Given the layer below,
 * the N pre-activations are independent N(0, q̂) with q̂ = σ_w² mean φ² + σ_b²; so V(q̂^{l+1}) =
 * F'² V(q̂^l) + σ_w⁴ Var φ²/N and V(q^l) = V(q̂^l) + 2q²/N to first order in 1/N. The curvature of
 * F moves the mean: b^{l+1} = F' b^l + F'' V/2.
 *
 * @param q F's iterates, by layer from 1
 * @param deviation the standard deviation of q^l over networks
 * @param shift b^l, the mean's distance from F's iterate, to first order in 1/N
 */
public record FiniteWidth(double[] q, double[] deviation, double[] shift) {
  /** For a⁰ of random direction whose second moment is exactly {@code q0}. */
  public static FiniteWidth of(Ensemble ensemble, double q0) {
    MeanField field = ensemble.field();
    int depth = ensemble.depth();
    double n = ensemble.width();
    double[] q = new double[depth];
    double[] deviation = new double[depth];
    double[] shift = new double[depth];
    double at = q0;
    double variance = 0;
    double b = 0;
    for (int l = 0; l < depth; l++) {
      double slope = slope(ensemble, at);
      double curvature = (slope(ensemble, at * 1.001) - slope(ensemble, at * 0.999)) / (0.002 * at);
      // q̂ at layer 0 is known exactly, and so is the sample's own second moment.
      double sampled = energyVariance(ensemble, at, l == 0) / n;
      b = slope * b + curvature * variance / 2;
      variance = slope * slope * variance + sampled;
      at = field.nextVariance(at);
      q[l] = at;
      deviation[l] = Math.sqrt(variance + 2 * at * at / n);
      shift[l] = b;
    }
    return new FiniteWidth(q, deviation, shift);
  }

  private static double slope(Ensemble e, double q) {
    return e.sigmaW() * e.sigmaW() * e.field().activation().secondSlope(q);
  }

  /** σ_w⁴ Var φ(√q z)²; where mean a² is fixed, less what φ² shares with a². */
  private static double energyVariance(Ensemble e, double q, boolean fixed) {
    double mean = GaussianMean.of(q, a -> square(e.function().value(a, 0)));
    double fourth = GaussianMean.of(q, a -> square(square(e.function().value(a, 0))));
    double variance = fourth - mean * mean;
    if (fixed) {
      double mixed = GaussianMean.of(q, a -> square(a * e.function().value(a, 0)));
      double covariance = mixed - q * mean;
      variance -= covariance * covariance / (2 * q * q);
    }
    return square(square(e.sigmaW())) * variance;
  }

  private static double square(double x) {
    return x * x;
  }
}
