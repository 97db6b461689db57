package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** Global average pooling: the mean over the positions of each channel. */
record PoolOracle() implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    int positions = x.shape().dim(2) * x.shape().dim(3);
    Tensor y = Tensor.zeros(Shape.of(x.shape().dim(0), x.shape().dim(1)));
    for (int k = 0; k < x.size(); k++) y.data()[k / positions] += x.data()[k] / positions;
    return y;
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    int positions = x.shape().dim(2) * x.shape().dim(3);
    Tensor dx = Tensor.zeros(x.shape());
    for (int k = 0; k < x.size(); k++) dx.data()[k] = dy.data()[k / positions] / positions;
    return dx;
  }
}
