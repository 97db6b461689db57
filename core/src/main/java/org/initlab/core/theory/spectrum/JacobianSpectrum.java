package org.initlab.core.theory.spectrum;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;

/**
 * The law of the eigenvalues λ = s² of JJᵀ, s the singular values of J = Π D_l W_l, for {@code
 * depth} square layers whose width tends to infinity. Its S-transform is (S_D² · S_WWᵀ)^depth
 * (Pennington, Schoenholz and Ganguli 2017, eq. 15).
 *
 * @param slopes the law of the entries of D_l²
 * @param weightVariance σ_w²
 * @param depth number of layers, at least 1
 */
public record JacobianSpectrum(
    SlopeLaw slopes, WeightEnsemble weights, double weightVariance, int depth) {
  public JacobianSpectrum {
    Arguments.positive("sigma_w^2", weightVariance);
    Arguments.positive("depth", depth);
  }

  /**
   * The spectrum of a network whose pre-activations have variance q in every layer.
   *
   * @param slope leaky ReLU's; other functions ignore it
   * @param q q*; piecewise linear activations ignore it
   */
  public static JacobianSpectrum of(
      Nonlinearity function,
      double slope,
      double weightVariance,
      double q,
      WeightEnsemble weights,
      int depth) {
    return new JacobianSpectrum(SlopeLaw.of(function, slope, q), weights, weightVariance, depth);
  }

  /** m₁ = (σ_w² μ₁)^L, the mean squared singular value: χ₁^L. */
  public double mean() {
    return Math.pow(weightVariance * slopes.moment(1), depth);
  }

  /**
   * m₂/m₁² − 1, the relative variance of squared singular values: L μ₂/μ₁² for Gaussian weights, L
   * (μ₂/μ₁² − 1) for orthogonal ones.
   */
  public double relativeVariance() {
    double ratio = slopes.moment(2) / (slopes.moment(1) * slopes.moment(1));
    return depth * (weights == WeightEnsemble.GAUSSIAN ? ratio : ratio - 1);
  }

  /**
   * m_k = (1/k)[z^(k−1)] ((1 + z)/S(z))^k, Lagrange's inversion of the moment generating function.
   */
  public double moment(int k) {
    Arguments.positive("order of the moment", k);
    double[] mu = new double[k];
    for (int i = 0; i < k; i++) mu[i] = slopes.moment(i + 1);
    double[] one = new double[k];
    one[0] = 1;
    if (k > 1) one[1] = 1;
    // 1/S_D = z/((1 + z)χ_D), 1/S_W = σ_w²(1 + z) or σ_w².
    double[] inverse = PowerSeries.power(PowerSeries.inverseOverArgument(mu), -1);
    double gaussian = weights == WeightEnsemble.GAUSSIAN ? 0 : -1;
    double[] layer = PowerSeries.product(inverse, PowerSeries.power(one, gaussian));
    for (int i = 0; i < k; i++) layer[i] *= weightVariance;
    double[] all =
        PowerSeries.product(
            PowerSeries.power(layer, (double) depth * k), PowerSeries.power(one, k));
    return all[k - 1] / k;
  }

  /** P(λ = 0): the largest share of inactive units, those with slope 0, in any layer. */
  public double massAtZero() {
    return slopes.massAtZero();
  }

  /**
   * P(λ = {@link #largest}), 0 or, for orthogonal weights and few layers, the share of directions
   * that no layer shrinks: 1 − L(1 − p), p the probability of the largest slope.
   */
  public double massAtLargest() {
    if (weights == WeightEnsemble.GAUSSIAN) return 0;
    return Math.max(0, 1 - depth * (1 - slopes.massAtLargest()));
  }

  /** λ_max, the upper end of the support: the largest squared singular value. */
  public double largest() {
    return massAtLargest() > 0
        ? Math.pow(weightVariance * slopes.largest(), depth)
        : new SpectralCurve(this).upperEdge().value();
  }

  /** The upper end of the continuous part; below λ_max where there is an atom at λ_max. */
  public double continuousUpperEdge() {
    if (massAtLargest() == 1) return largest();
    return new SpectralCurve(this).upperEdge().value();
  }

  /** The lower end of the support without an atom at 0: 0 for most laws. */
  public double smallest() {
    if (massAtLargest() == 1) return largest();
    return new SpectralCurve(this).lowerEdge().value();
  }

  /**
   * The density of λ, without the atoms at 0 and at λ_max; 0 outside of the support, and in the
   * lower tail of smooth activations where λ times the density is below about 1e-4.
   *
   * @param lambda positive, in any order
   * @throws InvalidInputException for one layer of orthogonal weights, where λ/σ_w² is φ'² itself
   */
  public double[] density(double[] lambda) {
    if (depth == 1 && weights == WeightEnsemble.ORTHOGONAL) {
      throw new InvalidInputException(
          "one orthogonal layer has the slopes themselves as its spectrum, which may be atoms alone;"
              + " a density needs depth 2 or more, or Gaussian weights");
    }
    for (double l : lambda) Arguments.positive("lambda", l);
    return massAtLargest() == 1
        ? new double[lambda.length]
        : new DensityTrace(new SpectralCurve(this)).at(lambda);
  }

  /** The density of the singular values s = √λ: 2s times that of λ. */
  public double[] singularValueDensity(double[] s) {
    double[] lambda = new double[s.length];
    for (int i = 0; i < s.length; i++) lambda[i] = s[i] * s[i];
    double[] density = density(lambda);
    for (int i = 0; i < s.length; i++) density[i] *= 2 * s[i];
    return density;
  }
}
