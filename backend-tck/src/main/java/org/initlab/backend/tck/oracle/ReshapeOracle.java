package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Flatten: the same values in the same order under another shape. */
record ReshapeOracle(Flatten layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    return x.reshaped(layer.outputShape(x.shape().unbatched()).batched(x.shape().dim(0)));
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    return dy.reshaped(x.shape());
  }
}
