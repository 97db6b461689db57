package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.initlab.core.backend.UpdateRule;

/** SGD's update of one parameter by operators that every engine has. */
final class SgdUpdate {
  private SgdUpdate() {}

  /**
   * Updates {@code theta} in place.
   *
   * @param buffer the momentum buffer; null if the rule has no momentum
   * @param first whether the buffer holds nothing yet
   */
  static void apply(
      UpdateRule.Sgd rule, NDArray theta, NDArray gradient, NDArray buffer, boolean first) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray direction = gradient;
      if (rule.weightDecay() != 0) direction = gradient.add(theta.mul(rule.weightDecay()));
      if (buffer != null) {
        buffer.muli(first ? 0 : rule.momentum()).addi(direction);
        direction = buffer;
      }
      theta.subi(direction.mul(rule.learningRate()));
    }
  }
}
