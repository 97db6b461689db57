package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** h = φ(a), element by element; CReLU appends max(−a, 0) along the feature axis. */
record ActivationOracle(Activation layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    Tensor y = Tensor.zeros(layer.outputShape(x.shape().unbatched()).batched(x.shape().dim(0)));
    for (int k = 0; k < x.size(); k++) {
      double a = x.data()[k];
      y.data()[first(x, k)] = ScalarFunctions.value(layer.function(), a, layer.slope());
      if (layer.function() == Nonlinearity.CRELU) y.data()[second(x, k)] = Math.max(-a, 0);
    }
    return y;
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    Tensor dx = Tensor.zeros(x.shape());
    for (int k = 0; k < x.size(); k++) {
      double a = x.data()[k];
      double slope = ScalarFunctions.derivative(layer.function(), a, layer.slope());
      dx.data()[k] = slope * dy.data()[first(x, k)];
      if (layer.function() == Nonlinearity.CRELU && a < 0) {
        dx.data()[k] -= dy.data()[second(x, k)];
      }
    }
    return dx;
  }

  /** Where element k of x goes to in the output. */
  private int first(Tensor x, int k) {
    if (layer.function() != Nonlinearity.CRELU) return k;
    int perSample = x.size() / x.shape().dim(0);
    return k + k / perSample * perSample;
  }

  private int second(Tensor x, int k) {
    return first(x, k) + x.size() / x.shape().dim(0);
  }
}
