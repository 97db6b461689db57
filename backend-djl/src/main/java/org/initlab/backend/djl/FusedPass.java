package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The training pass of one network as a single call of its engine. */
@FunctionalInterface
public interface FusedPass {
  /**
   * The mean cross-entropy L, the output and ∂L/∂θ for every parameter; records nothing.
   *
   * @param inputs N×(input shape)
   * @param labels N, int64
   * @param parameters every parameter of the network, in its order
   * @return L, the output, then one gradient for each parameter, which nothing changes later
   */
  List<NDArray> run(NDArray inputs, NDArray labels, List<NDArray> parameters);
}
