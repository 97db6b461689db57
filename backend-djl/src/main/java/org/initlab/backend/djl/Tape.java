package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A recording of operations that can be differentiated once. Hides whether an engine's gradients
 * accumulate or overwrite, and how it reaches the gradient of an intermediate result.
 */
public interface Tape extends AutoCloseable {
  /**
   * Makes the gradient with respect to an intermediate result available.
   *
   * @param state a recorded result, or a leaf
   */
  Watched watch(NDArray state);

  /**
   * ∂loss/∂variable for every variable, all from this call alone; zeros where the loss does not
   * depend on one. The graph is gone afterwards.
   *
   * @param variables leaves ({@link NDArray#setRequiresGradient}) and handles of watched states
   */
  List<NDArray> gradients(NDArray loss, List<NDArray> variables);

  /** Runs {@code action}, which may use other models, without recording it. */
  void pause(Runnable action);

  /** Ends the recording. */
  @Override
  void close();

  /**
   * A watched state.
   *
   * @param state what the computation must go on with
   * @param handle what to ask {@link #gradients} for
   */
  record Watched(NDArray state, NDArray handle) {}
}
