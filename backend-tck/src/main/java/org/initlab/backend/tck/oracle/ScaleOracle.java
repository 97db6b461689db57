package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Tensor;

/** y = α x for one number α. */
record ScaleOracle(Scale layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    return times(x, parameters);
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    for (int k = 0; k < x.size(); k++) {
      into.of(layer.name() + ".weight")[0] += x.data()[k] * dy.data()[k];
    }
    return times(dy, parameters);
  }

  private Tensor times(Tensor x, Parameters parameters) {
    double alpha = parameters.get(layer.name() + ".weight").data()[0];
    Tensor y = Tensor.zeros(x.shape());
    for (int k = 0; k < x.size(); k++) y.data()[k] = alpha * x.data()[k];
    return y;
  }
}
