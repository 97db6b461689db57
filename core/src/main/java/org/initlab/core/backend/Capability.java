package org.initlab.core.backend;

/**
 * What a backend declares that it can do. What is not declared fails with an {@code
 * UnavailableException}.
 */
public enum Capability {
  FLOAT32,
  FLOAT64,
  GPU,
  /** Hessian-vector products by differentiating the gradient, exact up to rounding. */
  EXACT_HVP,
  /**
   * Hessian-vector products by central differences of float64 gradients, with an error of order
   * ε^(2/3).
   */
  DIFFERENCED_HVP,
  /** The same bits in every run and for every thread count. */
  BITWISE_REPRODUCIBLE
}
