package org.initlab.core.backend;

import java.util.Set;
import java.util.TreeSet;
import org.initlab.core.error.UnavailableException;

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
  BITWISE_REPRODUCIBLE,
  /** Backward passes that keep few states and compute the others again, {@link Memory#SMALL}. */
  CHECKPOINTING;

  /**
   * Checks that this is among what a backend declares.
   *
   * @throws UnavailableException naming the backend, this capability and what is declared
   */
  public void require(String backend, Set<Capability> declared) {
    if (declared.contains(this)) return;
    throw new UnavailableException(
        "backend '"
            + backend
            + "' does not have the capability "
            + this
            + "; it has "
            + new TreeSet<>(declared));
  }
}
