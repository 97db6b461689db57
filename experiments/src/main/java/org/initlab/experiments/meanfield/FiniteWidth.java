package org.initlab.experiments.meanfield;

import org.initlab.core.theory.MeanField;

/**
 * How far q^l of one random network of width N strays from the length map F. Given the layer below,
 * the N pre-activations are independent N(0, q̂) with q̂ = σ_w² mean φ² + σ_b²; so V(q̂^{l+1}) =
 * F'² V(q̂^l) + σ_w⁴ Var φ²/N and V(q^l) = V(q̂^l) + 2q²/N to first order in 1/N. The curvature of
 * F moves the mean: b^{l+1} = F' b^l + F'' V/2. Third cumulants, of order 1/N², follow from the law
 * of total cumulance: κ(q̂^{l+1}) = F'³ κ + 3F'²F'' V² + 3F' V dS/dq + σ_w⁶ E(φ² − E φ²)³/N² with S
 * = σ_w⁴ Var φ²/N, and κ(q^l) = κ(q̂^l) + 12q V(q̂^l)/N + 8q³/N².
 *
 * @param q F's iterates, by layer from 1
 * @param deviation the standard deviation of q^l over networks
 * @param skewness κ(q^l)/deviation³
 * @param shift b^l, the mean's distance from F's iterate, to first order in 1/N
 */
public record FiniteWidth(double[] q, double[] deviation, double[] skewness, double[] shift) {
  /** For a⁰ of random direction whose second moment is exactly {@code q0}. */
  public static FiniteWidth of(Ensemble ensemble, double q0) {
    MeanField field = ensemble.field();
    int depth = ensemble.depth();
    double n = ensemble.width();
    double[] q = new double[depth];
    double[] deviation = new double[depth];
    double[] skewness = new double[depth];
    double[] shift = new double[depth];
    double at = q0;
    double v = 0;
    double third = 0;
    double b = 0;
    for (int l = 0; l < depth; l++) {
      double slope = slope(ensemble, at);
      double curvature = (slope(ensemble, at * 1.001) - slope(ensemble, at * 0.999)) / (0.002 * at);
      // q̂ at layer 0 is known exactly, and so is the sample's own second moment.
      boolean fixed = l == 0;
      double sampled = energy(ensemble, at, fixed, 2) / n;
      double growth =
          (energy(ensemble, at * 1.001, fixed, 2) - energy(ensemble, at * 0.999, fixed, 2))
              / (0.002 * at * n);
      b = slope * b + curvature * v / 2;
      third =
          slope * slope * slope * third
              + 3 * slope * slope * curvature * v * v
              + 3 * slope * v * growth
              + energy(ensemble, at, fixed, 3) / (n * n);
      v = slope * slope * v + sampled;
      at = field.nextVariance(at);
      q[l] = at;
      deviation[l] = Math.sqrt(v + 2 * at * at / n);
      double skewed = third + 12 * at * v / n + 8 * at * at * at / (n * n);
      skewness[l] = skewed / (deviation[l] * deviation[l] * deviation[l]);
      shift[l] = b;
    }
    return new FiniteWidth(q, deviation, skewness, shift);
  }

  /**
   * How far the mean of so many networks may be from F's iterate if a standard normal value may be
   * {@code z} from 0: quantiles after Cornish and Fisher, z + (z² − 1)·skewness/6, and the shift.
   */
  public double tolerance(int layer, double z, int networks) {
    double skewed = Math.abs(skewness[layer - 1]) / Math.sqrt(networks);
    double quantile = z + (z * z - 1) * skewed / 6;
    return quantile * deviation[layer - 1] / Math.sqrt(networks) + Math.abs(shift[layer - 1]);
  }

  private static double slope(Ensemble e, double q) {
    return e.sigmaW() * e.sigmaW() * e.field().activation().secondSlope(q);
  }

  /** The central moment of σ_w² φ(√q z)²; where mean a² is fixed, less what φ² shares with a². */
  private static double energy(Ensemble e, double q, boolean fixed, int power) {
    double mean = GaussianMean.of(q, a -> square(e.function().value(a, 0)));
    double mixed = GaussianMean.of(q, a -> square(a * e.function().value(a, 0)));
    double shared = fixed ? (mixed - q * mean) / (2 * q * q) : 0;
    double central =
        GaussianMean.of(
            q,
            a -> {
              double rest = square(e.function().value(a, 0)) - mean - shared * (a * a - q);
              return power == 2 ? rest * rest : rest * rest * rest;
            });
    return Math.pow(e.sigmaW(), 2 * power) * central;
  }

  private static double square(double x) {
    return x * x;
  }
}
