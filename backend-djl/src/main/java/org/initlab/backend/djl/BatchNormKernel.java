package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.BatchNorm;

/**
 * γ (x − μ)/√(σ² + ε) + β from sums, because the engines' own operators disagree about the
 * variance.
 *
 * @param weight the position of γ; β, running_mean and running_var follow it
 */
record BatchNormKernel(BatchNorm layer, int weight) implements LayerKernel {
  @Override
  public NDArray apply(Pass pass, NDArray x, NDArray shortcut) {
    Shape broadcast = broadcast(x.getShape());
    NDArray centered;
    NDArray variance;
    if (pass.mode() == Mode.TRAIN) {
      int[] axes = x.getShape().dimension() == 2 ? new int[] {0} : new int[] {0, 2, 3};
      long count = x.size() / x.getShape().get(1);
      NDArray mean = x.sum(axes, true).div(pass.constant(count));
      centered = x.sub(mean);
      variance = centered.mul(centered).sum(axes, true).div(pass.constant(count));
      pass.statistics().accept(this, mean, variance, count);
    } else {
      centered = x.sub(pass.parameter(runningMean()).reshape(broadcast));
      variance = pass.parameter(runningVar()).reshape(broadcast);
    }
    NDArray gamma = pass.parameter(weight).reshape(broadcast);
    NDArray beta = pass.parameter(weight + 1).reshape(broadcast);
    return centered.mul(gamma.div(variance.add(pass.constant(layer.epsilon())).sqrt())).add(beta);
  }

  int runningMean() {
    return weight + 2;
  }

  int runningVar() {
    return weight + 3;
  }

  private static Shape broadcast(Shape x) {
    return x.dimension() == 2 ? new Shape(1, x.get(1)) : new Shape(1, x.get(1), 1, 1);
  }
}
