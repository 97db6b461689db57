package org.initlab.core.theory;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * How weight-normalized ReLU networks propagate squared norms at initialization, in expectation:
 * the closed forms of Arpit, Campos and Bengio 2019 (arXiv 1906.02341). A layer is h = ReLU(a), a =
 * g·Ŵ h' with Ŵ of unit rows, n = fan-in and m = fan-out; biases are zero. All factors are of
 * squared norms; curves of norms are their square roots.
 */
public final class NormPropagation {
  /** How the gain g of a layer is chosen. */
  public enum Gain {
    /** g = 1. */
    UNIT,
    /**
     * The proposed gain: √(2n/m) before a ReLU; in a residual branch √(2n/m) and √(m/(nB)) for the
     * first and the second layer, B blocks in the stage.
     */
    PROPOSED
  }

  private NormPropagation() {}

  /**
   * K_n = E‖v‖²/‖u‖² of Theorem 1, v = ReLU(√(2n/m)·R̂u) with isotropic or orthogonal unit rows in
   * Rⁿ, by the printed formula (2 S_{n−1}/S_n)·W_{n−1}. It is 1 for every n ≥ 2, because E
   * ReLU(r̂·u)² = ½E(r̂·u)² = ‖u‖²/(2n); the formula says so only when S_n is the area of the unit
   * sphere in R^{n+1}.
   */
  public static double kn(int n) {
    requireDimension(n);
    return 2 * sphereAreaRatio(n) * wallis(n - 1);
  }

  /** S_{n−1}/S_n, S_n = 2π^{(n+1)/2}/Γ((n+1)/2) the area of the unit sphere in R^{n+1}; n ≥ 1. */
  static double sphereAreaRatio(int n) {
    // S_n = 2π S_{n−2}/(n−1) gives a recursion without gamma functions, exact but for rounding.
    double ratio = n % 2 == 1 ? 1 / Math.PI : 0.5;
    for (int k = n % 2 == 1 ? 3 : 4; k <= n; k += 2) ratio *= (k - 1.0) / (k - 2.0);
    return ratio;
  }

  /** Wallis's integral ∫₀^{π/2} sin^k, as the product that the theorem prints; k ≥ 1. */
  static double wallis(int k) {
    double product = k % 2 == 1 ? 1 : Math.PI / 2;
    for (int i = k % 2 == 1 ? 3 : 2; i <= k; i += 2) product *= (i - 1.0) / i;
    return product;
  }

  /** Var(‖v‖²/‖u‖²) = (6n/(n+2) − 1)/m for independent isotropic unit rows. */
  public static double varianceIsotropic(int n, int m) {
    requireDimension(n);
    Arguments.positive("fan-out m", m);
    return (6.0 * n / (n + 2) - 1) / m;
  }

  /** Var(‖v‖²/‖u‖²) = 3/(n+2) for a Haar-distributed square matrix, m = n. */
  public static double varianceHaar(int n) {
    requireDimension(n);
    return 3.0 / (n + 2);
  }

  /** E‖h‖²/‖h'‖² of one layer: m/(2n) with g = 1, and 1 with the proposed gain. */
  public static double forwardFactor(Gain gain, int n, int m) {
    Arguments.positive("fan-in n", n);
    Arguments.positive("fan-out m", m);
    return gain == Gain.UNIT ? m / (2.0 * n) : 1;
  }

  /**
   * E‖∂a'‖²/‖∂a‖² through one layer towards the input, a' the pre-activation below: g²/2, that is ½
   * with g = 1 and n/m with the proposed (forward) gain, which telescopes over layers.
   */
  public static double backwardFactor(Gain gain, int n, int m) {
    Arguments.positive("fan-in n", n);
    Arguments.positive("fan-out m", m);
    return gain == Gain.UNIT ? 0.5 : (double) n / m;
  }

  /**
   * E‖h^i‖²/‖x‖² for i = 1…L at index i − 1.
   *
   * @param widths n_0 (the input) to n_L
   */
  public static double[] feedForwardForward(Gain gain, int... widths) {
    double[] curve = new double[layers(widths)];
    double product = 1;
    for (int l = 1; l < widths.length; l++) {
      product *= forwardFactor(gain, widths[l - 1], widths[l]);
      curve[l - 1] = product;
    }
    return curve;
  }

  /** E‖∂a^i‖²/‖∂a^L‖² for i = 1…L at index i − 1; {@code widths} are n_0 to n_L. */
  public static double[] feedForwardBackward(Gain gain, int... widths) {
    double[] curve = new double[layers(widths)];
    double product = 1;
    for (int l = curve.length; l >= 1; l--) {
      curve[l - 1] = product;
      product *= backwardFactor(gain, widths[l - 1], widths[l]);
    }
    return curve;
  }

  /**
   * β = E‖F(h)‖²/‖h‖² of a residual branch F = Ŵ₂ ReLU(Ŵ₁ h): ½ with g = 1 and 1/B as proposed; the
   * same towards the input.
   */
  public static double branchEnergy(Gain gain, int blocks) {
    Arguments.positive("blocks B", blocks);
    return gain == Gain.UNIT ? 0.5 : 1.0 / blocks;
  }

  /** E‖h^b‖²/‖x‖² = (1+β)^b for b = 1…B at index b − 1. */
  public static double[] residualForward(Gain gain, int blocks) {
    double beta = branchEnergy(gain, blocks);
    double[] curve = new double[blocks];
    for (int b = 1; b <= blocks; b++) curve[b - 1] = Math.pow(1 + beta, b);
    return curve;
  }

  /** E‖∂h^b‖²/‖∂h^B‖² = (1+β)^{B−b} for b = 1…B at index b − 1. */
  public static double[] residualBackward(Gain gain, int blocks) {
    double beta = branchEnergy(gain, blocks);
    double[] curve = new double[blocks];
    for (int b = 1; b <= blocks; b++) curve[b - 1] = Math.pow(1 + beta, blocks - b);
    return curve;
  }

  /**
   * c(B) = (1+1/B)^{B/2}, the factor by which a proposed residual stage of B blocks multiplies the
   * norm; it lies in [√2, √e].
   */
  public static double residualNormGain(int blocks) {
    return Math.pow(1 + branchEnergy(Gain.PROPOSED, blocks), 0.5 * blocks);
  }

  private static int layers(int[] widths) {
    if (widths.length < 2) {
      throw new InvalidInputException(
          "widths must be those of the input and at least one layer, was given " + widths.length);
    }
    return widths.length - 1;
  }

  private static void requireDimension(int n) {
    if (n < 2) throw new InvalidInputException("dimension n must be at least 2, was " + n);
  }
}
