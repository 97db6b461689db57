package org.initlab.backend.tck;

import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.ParameterGradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** A layer whose output and input gradient are rounded to float32. */
record RoundedLayer(LayerOracle layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    return Case.rounded(layer.forward(x, parameters, mode), Precision.FLOAT32);
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    return Case.rounded(layer.backward(x, dy, parameters, mode, into), Precision.FLOAT32);
  }
}
