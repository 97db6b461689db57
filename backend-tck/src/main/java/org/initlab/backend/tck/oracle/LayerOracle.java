package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * One layer in float64 by the plainest loops that say what the layer is: no blocking, no reuse of
 * buffers, nothing kept between forward and backward. Batch axis first.
 */
public interface LayerOracle {
  /** The layer's output for the batch x. */
  Tensor forward(Tensor x, Parameters parameters, Mode mode);

  /**
   * ∂L/∂x for the batch x that entered and ∂L/∂y; adds ∂L/∂θ of the layer's own parameters to
   * {@code into}.
   */
  Tensor backward(Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into);
}
