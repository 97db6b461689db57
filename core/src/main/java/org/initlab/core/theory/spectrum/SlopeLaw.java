package org.initlab.core.theory.spectrum;

import org.apache.commons.numbers.gamma.Erf;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;

/**
 * The law of d = φ'(√q z)², z standard normal: the squared entries of the diagonal D of one layer.
 * M(x) = E d/(x − d) is its moment generating function.
 */
public interface SlopeLaw {
  /** μ_k = E d^k, k ≥ 0. */
  double moment(int k);

  /** The upper end of the support. */
  double largest();

  /** The lower end of the support. */
  double smallest();

  /** P(d = {@link #largest}). */
  double massAtLargest();

  /** P(d = 0). */
  double massAtZero();

  /**
   * M, dM/dx and, without cancellation where M is nearly −1, 1 + M = E x/(x − d), at a complex x
   * off the support.
   *
   * @param out receives real and imaginary parts of M, M' and 1 + M
   */
  void transform(double re, double im, double[] out);

  /** Whether {@link #transform} is accurate at x between the ends of the support, Im x > 0. */
  boolean resolves(double re, double im);

  /**
   * The law at variance q of pre-activations. CReLU passes each gradient through one of its two
   * outputs, so that the Jacobian of a layer has one of two columns for every unit below, and σ_w²
   * counts both: d = 1/2. With Gaussian weights that is a linear network; with mirrored orthogonal
   * ones, [W, −W] at σ_w² = 2, it is W itself, an isometry (looks-linear, Balduzzi et al. 2017).
   * Orthogonal weights that are not mirrored have no such law.
   *
   * @param slope leaky ReLU's; other functions ignore it
   * @throws InvalidInputException for activations other than those whose |φ'| is largest at 0
   */
  static SlopeLaw of(Nonlinearity function, double slope, double q) {
    Arguments.notNegative("q", q);
    return switch (function) {
      case IDENTITY -> new TwoSlopes(1, 1, 1);
      case RELU -> new TwoSlopes(0, 1, 0.5);
      case LEAKY_RELU -> TwoSlopes.leaky(slope);
      case CRELU -> new TwoSlopes(0.5, 0.5, 1);
      case HARD_TANH -> new TwoSlopes(0, 1, q == 0 ? 1 : Erf.value(1 / Math.sqrt(2 * q)));
      case TANH, ERF, SIGMOID -> SmoothSlopes.of(function, q);
      case GELU, SILU ->
          throw new InvalidInputException(
              "Jacobian spectra are known for activations whose slope is largest at 0 (identity, relu,"
                  + " leaky_relu, crelu, hard_tanh, tanh, erf, sigmoid), was "
                  + function.id());
    };
  }
}
