package org.initlab.backend.nativejava.kernel;

import org.initlab.core.network.Nonlinearity;

/**
 * φ and its first two derivatives over arrays, for every function but CReLU. Derivatives are taken
 * from what {@link #derivesFromOutput} says: the value φ(x) where it determines them (so that x
 * need not be kept and no transcendental function is computed again), else x.
 */
public interface ActivationKernel<A> {
  /** Whether derivatives are functions of φ(x) instead of x. */
  static boolean derivesFromOutput(Nonlinearity function, double slope) {
    return switch (function) {
      case IDENTITY, RELU, TANH, HARD_TANH, SIGMOID -> true;
      case LEAKY_RELU -> slope >= 0;
      case ERF, GELU, SILU, CRELU -> false;
    };
  }

  /** Whether φ″ is zero wherever it exists. */
  static boolean piecewiseLinear(Nonlinearity function) {
    return switch (function) {
      case IDENTITY, RELU, LEAKY_RELU, HARD_TANH, CRELU -> true;
      case TANH, ERF, SIGMOID, GELU, SILU -> false;
    };
  }

  /** y = φ(x). */
  void value(Nonlinearity function, double slope, A x, A y, int count);

  /**
   * The same for {@code rows} runs of {@code count} elements, of which the first begins at {@code
   * from} and each {@code stride} after the one before; on the calling thread.
   */
  void value(
      Nonlinearity function, double slope, A x, A y, int from, int count, int rows, int stride);

  /**
   * out (+)= φ′ ⊙ u; {@code saved} is φ(x) or x, see {@link #derivesFromOutput}. {@code out} may be
   * {@code u}.
   */
  void timesDerivative(
      Nonlinearity function, double slope, A saved, A u, A out, int count, boolean add);

  /** out += φ″ ⊙ u ⊙ v. */
  void addSecondDerivative(
      Nonlinearity function, double slope, A saved, A u, A v, A out, int count);
}
