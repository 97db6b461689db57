package org.initlab.backend.tck.oracle;

import org.initlab.core.backend.Mode;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * y = γ x̂ + β with x̂ = (x − μ)/√(σ² + ε) per feature (Ioffe and Szegedy 2015, algorithm 1); μ and
 * the biased σ² are the batch's in training and the running ones in evaluation.
 */
record BatchNormOracle(BatchNorm layer) implements LayerOracle {
  @Override
  public Tensor forward(Tensor x, Parameters parameters, Mode mode) {
    double[] gamma = parameters.get(layer.name() + ".weight").data();
    double[] beta = parameters.get(layer.name() + ".bias").data();
    Moments moments = moments(x, parameters, mode);
    Tensor y = Tensor.zeros(x.shape());
    for (int k = 0; k < x.size(); k++) {
      int f = feature(x, k);
      y.data()[k] = gamma[f] * normalized(x, k, moments) + beta[f];
    }
    return y;
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dy, Parameters parameters, Mode mode, ParameterGradients into) {
    double[] gamma = parameters.get(layer.name() + ".weight").data();
    Moments moments = moments(x, parameters, mode);
    double[] sumDy = new double[gamma.length];
    double[] sumDyXhat = new double[gamma.length];
    for (int k = 0; k < x.size(); k++) {
      int f = feature(x, k);
      sumDy[f] += dy.data()[k];
      sumDyXhat[f] += dy.data()[k] * normalized(x, k, moments);
    }
    for (int f = 0; f < gamma.length; f++) {
      into.of(layer.name() + ".weight")[f] += sumDyXhat[f];
      into.of(layer.name() + ".bias")[f] += sumDy[f];
    }
    double count = (double) x.size() / gamma.length;
    Tensor dx = Tensor.zeros(x.shape());
    for (int k = 0; k < x.size(); k++) {
      int f = feature(x, k);
      double through = dy.data()[k];
      if (mode == Mode.TRAIN) {
        through -= (sumDy[f] + normalized(x, k, moments) * sumDyXhat[f]) / count;
      }
      dx.data()[k] = gamma[f] / Math.sqrt(moments.variance[f] + layer.epsilon()) * through;
    }
    return dx;
  }

  /**
   * The running statistics after one training batch: they move by {@code momentum} towards the
   * batch's mean and unbiased variance.
   */
  Parameters moved(Tensor x, Parameters parameters) {
    Moments batch = moments(x, parameters, Mode.TRAIN);
    double count = (double) x.size() / batch.mean.length;
    double[] mean = parameters.get(layer.name() + ".running_mean").data().clone();
    double[] variance = parameters.get(layer.name() + ".running_var").data().clone();
    for (int f = 0; f < mean.length; f++) {
      double unbiased = batch.variance[f] * count / (count - 1);
      mean[f] = (1 - layer.momentum()) * mean[f] + layer.momentum() * batch.mean[f];
      variance[f] = (1 - layer.momentum()) * variance[f] + layer.momentum() * unbiased;
    }
    Shape shape = Shape.of(mean.length);
    return parameters
        .with(layer.name() + ".running_mean", Tensor.of(shape, mean))
        .with(layer.name() + ".running_var", Tensor.of(shape, variance));
  }

  private record Moments(double[] mean, double[] variance) {}

  private Moments moments(Tensor x, Parameters parameters, Mode mode) {
    if (mode == Mode.EVAL) {
      return new Moments(
          parameters.get(layer.name() + ".running_mean").data(),
          parameters.get(layer.name() + ".running_var").data());
    }
    int features = x.shape().dim(1);
    double count = (double) x.size() / features;
    double[] mean = new double[features];
    double[] variance = new double[features];
    for (int k = 0; k < x.size(); k++) mean[feature(x, k)] += x.data()[k] / count;
    for (int k = 0; k < x.size(); k++) {
      double d = x.data()[k] - mean[feature(x, k)];
      variance[feature(x, k)] += d * d / count;
    }
    return new Moments(mean, variance);
  }

  private double normalized(Tensor x, int k, Moments moments) {
    int f = feature(x, k);
    return (x.data()[k] - moments.mean[f]) / Math.sqrt(moments.variance[f] + layer.epsilon());
  }

  private static int feature(Tensor x, int k) {
    int features = x.shape().dim(1);
    int positions = x.size() / x.shape().dim(0) / features;
    return k / positions % features;
  }
}
