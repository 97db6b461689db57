package org.initlab.backend.nativejava.scalar.float32;

import org.apache.commons.numbers.gamma.Erf;
import org.initlab.core.network.Nonlinearity;

/**
 * φ, φ′ and φ″ of one number. Derivatives are functions of z, which is φ(x) or x as {@link
 * org.initlab.backend.nativejava.kernel.ActivationKernel#derivesFromOutput} says. At kinks the
 * derivative is PyTorch's.
 */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
final class Phi {
  private Phi() {}

  static float value(Nonlinearity function, float slope, float x) {
    return switch (function) {
      case IDENTITY -> x;
      case RELU -> x > 0 || x != x ? x : 0; // a NaN stays one
      case LEAKY_RELU -> x > 0 ? x : slope * x;
      case TANH -> (float) Math.tanh(x);
      case HARD_TANH -> x < -1 ? -1 : x > 1 ? 1 : x;
      case ERF -> (float) Erf.value(x);
      case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
      case GELU -> x * (float) (0.5 * (1 + Erf.value(x * Math.sqrt(0.5))));
      case SILU -> (float) (x / (1 + Math.exp(-x)));
      case CRELU -> throw new AssertionError("crelu changes shape and has kernels of its own");
    };
  }

  static float derivative(Nonlinearity function, float slope, float z) {
    switch (function) {
      case IDENTITY:
        return 1;
      case RELU:
        return z > 0 ? 1 : 0;
      case LEAKY_RELU:
        return z > 0 ? 1 : slope;
      case TANH:
        return 1 - z * z;
      case HARD_TANH:
        return z > -1 && z < 1 ? 1 : 0;
      case ERF:
        return (float) (2 / Math.sqrt(Math.PI) * Math.exp(-z * z));
      case SIGMOID:
        return z * (1 - z);
      case GELU:
        return (float) (0.5 * (1 + Erf.value(z * Math.sqrt(0.5)))) + z * density(z);
      case SILU:
        float s = (float) (1 / (1 + Math.exp(-z)));
        return s * (1 + z * (1 - s));
      default:
        throw new AssertionError("crelu changes shape and has kernels of its own");
    }
  }

  static float second(Nonlinearity function, float z) {
    switch (function) {
      case TANH:
        return -2 * z * (1 - z * z);
      case ERF:
        return (float) (-4 / Math.sqrt(Math.PI) * z * Math.exp(-z * z));
      case SIGMOID:
        return z * (1 - z) * (1 - 2 * z);
      case GELU:
        return density(z) * (2 - z * z);
      case SILU:
        float s = (float) (1 / (1 + Math.exp(-z)));
        return s * (1 - s) * (2 + z * (1 - 2 * s));
      default:
        return 0; // piecewise linear
    }
  }

  /** The standard normal density. */
  private static float density(float z) {
    return (float) (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI));
  }
}
