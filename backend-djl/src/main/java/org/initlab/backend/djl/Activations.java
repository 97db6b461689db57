package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import org.initlab.core.network.Nonlinearity;

/**
 * The activation functions by operators that mean the same in every engine. An engine replaces one
 * where it has a faster or a more exact operator of its own.
 */
public final class Activations {
  private static final double SQRT_HALF = Math.sqrt(0.5);

  private Activations() {}

  /** φ(x), with {@link NDArray#erf} for the error function. */
  public static NDArray of(Nonlinearity function, double slope, NDArray x, Constants constants) {
    return switch (function) {
      case IDENTITY -> x.reshape(x.getShape()); // a result of its own, so that it can be watched
      case RELU -> x.getNDArrayInternal().relu();
      case LEAKY_RELU -> NDArrays.where(x.gt(constants.of(0)), x, x.mul(constants.of(slope)));
      case TANH -> x.tanh();
      case HARD_TANH -> hardTanh(x, constants);
      case ERF -> x.erf();
      case SIGMOID -> x.getNDArrayInternal().sigmoid();
      case GELU -> gelu(x, x.mul(constants.of(SQRT_HALF)).erf(), constants);
      case SILU -> x.mul(x.getNDArrayInternal().sigmoid());
      case CRELU -> crelu(x);
    };
  }

  /** x·Φ(x), given erf(x/√2). */
  public static NDArray gelu(NDArray x, NDArray erf, Constants constants) {
    return x.mul(erf.add(constants.of(1)).mul(constants.of(0.5)));
  }

  // Clipping operators differ in their derivative at ±1; a selection has the derivative 0 there.
  // Written so that NaN stays NaN.
  private static NDArray hardTanh(NDArray x, Constants constants) {
    return NDArrays.where(x.abs().gte(constants.of(1)), x.sign(), x);
  }

  private static NDArray crelu(NDArray x) {
    return x.getNDArrayInternal().relu().concat(x.neg().getNDArrayInternal().relu(), 1);
  }
}
