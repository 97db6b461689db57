package org.initlab.core.backend;

import org.initlab.core.tensor.Tensor;

/**
 * The scalar L that gradients are taken of, as a function of the network's output y for a batch of
 * N samples.
 */
public sealed interface Objective {
  /** L = −(1/N) Σ_n log softmax(y_n)[label_n]; y is N×classes. */
  record CrossEntropy(int[] labels) implements Objective {}

  /** L = (1/(N·K)) Σ (y − target)², K output values per sample; targets have the output's shape. */
  record MeanSquaredError(Tensor targets) implements Objective {}

  /**
   * L = Σ y ⊙ cotangent, a vector-Jacobian product; the cotangent has the output's shape (N first).
   */
  record Cotangent(Tensor cotangent) implements Objective {}
}
