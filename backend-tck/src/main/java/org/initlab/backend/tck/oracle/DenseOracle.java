package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** a_o = Σ_i W_oi h_i + b_o. */
record DenseOracle(Dense layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    int samples = x.shape().dim(0);
    int in = x.shape().dim(1);
    int out = layer.outFeatures();
    double[] w = EffectiveWeight.of(parameters, layer.name(), layer.weightNorm());
    double[] y = new double[samples * out];
    for (int n = 0; n < samples; n++) {
      for (int o = 0; o < out; o++) {
        double sum = 0;
        for (int i = 0; i < in; i++) sum += w[o * in + i] * x.data()[n * in + i];
        if (layer.bias()) sum += parameters.get(layer.name() + ".bias").data()[o];
        y[n * out + o] = sum;
      }
    }
    return Tensor.of(Shape.of(samples, out), y);
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    int samples = x.shape().dim(0);
    int in = x.shape().dim(1);
    int out = layer.outFeatures();
    double[] w = EffectiveWeight.of(parameters, layer.name(), layer.weightNorm());
    double[] dw = new double[w.length];
    double[] dx = new double[x.size()];
    for (int n = 0; n < samples; n++) {
      for (int o = 0; o < out; o++) {
        double d = dy.data()[n * out + o];
        for (int i = 0; i < in; i++) {
          dw[o * in + i] += d * x.data()[n * in + i];
          dx[n * in + i] += d * w[o * in + i];
        }
        if (layer.bias()) into.of(layer.name() + ".bias")[o] += d;
      }
    }
    EffectiveWeight.backward(dw, parameters, layer.name(), layer.weightNorm(), into);
    return Tensor.of(x.shape(), dx);
  }
}
