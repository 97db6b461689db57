package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * a[o][y][x] = b_o + Σ_{c,i,j} W[o][c][i][j] h[c][y·stride + i − padding][x·stride + j − padding],
 * with h zero outside its sides.
 */
record Conv2dOracle(Conv2d layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    double[] w = EffectiveWeight.of(parameters, layer.name(), layer.weightNorm());
    Tensor y = Tensor.zeros(layer.outputShape(x.shape().unbatched()).batched(x.shape().dim(0)));
    forEachProduct(
        x, y, (weight, input, output) -> y.data()[output] += w[weight] * x.data()[input]);
    if (layer.bias()) {
      double[] b = parameters.get(layer.name() + ".bias").data();
      int positions = y.shape().dim(2) * y.shape().dim(3);
      for (int k = 0; k < y.size(); k++) y.data()[k] += b[k / positions % b.length];
    }
    return y;
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    double[] w = EffectiveWeight.of(parameters, layer.name(), layer.weightNorm());
    double[] dw = new double[w.length];
    Tensor dx = Tensor.zeros(x.shape());
    forEachProduct(
        x,
        dy,
        (weight, input, output) -> {
          dw[weight] += dy.data()[output] * x.data()[input];
          dx.data()[input] += dy.data()[output] * w[weight];
        });
    if (layer.bias()) {
      int positions = dy.shape().dim(2) * dy.shape().dim(3);
      double[] db = into.of(layer.name() + ".bias");
      for (int k = 0; k < dy.size(); k++) db[k / positions % db.length] += dy.data()[k];
    }
    EffectiveWeight.backward(dw, parameters, layer.name(), layer.weightNorm(), into);
    return dx;
  }

  /** Flat positions of one product: weight · input is a term of output. */
  private interface Product {
    void at(int weight, int input, int output);
  }

  private void forEachProduct(Tensor in, Tensor out, Product product) {
    int channels = in.shape().dim(1);
    int height = in.shape().dim(2);
    int width = in.shape().dim(3);
    int k = layer.kernel();
    for (int n = 0; n < in.shape().dim(0); n++)
      for (int o = 0; o < layer.outChannels(); o++)
        for (int r = 0; r < out.shape().dim(2); r++)
          for (int s = 0; s < out.shape().dim(3); s++)
            for (int c = 0; c < channels; c++)
              for (int i = 0; i < k; i++)
                for (int j = 0; j < k; j++) {
                  int row = r * layer.stride() + i - layer.padding();
                  int column = s * layer.stride() + j - layer.padding();
                  if (row < 0 || row >= height || column < 0 || column >= width) continue;
                  product.at(
                      ((o * channels + c) * k + i) * k + j,
                      ((n * channels + c) * height + row) * width + column,
                      ((n * layer.outChannels() + o) * out.shape().dim(2) + r) * out.shape().dim(3)
                          + s);
                }
  }
}
