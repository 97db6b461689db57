package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import org.initlab.core.backend.Objective;

/** The objectives as operations of an engine. */
final class Losses {
  private Losses() {}

  /** L as an array without axes, in the precision of the output. */
  static NDArray of(
      Objective objective,
      NDArray output,
      NDManager manager,
      HostTransfer host,
      Constants constants) {
    if (objective instanceof Objective.CrossEntropy ce) {
      NDArray labels = labels(ce, manager);
      NDArray picked = logSoftmax(output).get(new NDIndex().addAllDim().addPickDim(labels));
      return picked.sum().div(constants.of(-ce.labels().length));
    } else if (objective instanceof Objective.MeanSquaredError mse) {
      NDArray error = output.sub(host.upload(manager, mse.targets()));
      return error.mul(error).sum().div(constants.of(mse.targets().size()));
    } else if (objective instanceof Objective.Cotangent c) {
      return output.mul(host.upload(manager, c.cotangent())).sum();
    }
    throw new AssertionError(objective);
  }

  /** The labels as N int64 numbers. */
  static NDArray labels(Objective.CrossEntropy objective, NDManager manager) {
    // The conversion also copies: autograd keeps the labels, and DJL's first array aliases Java's.
    return manager.create(objective.labels()).toType(DataType.INT64, true);
  }

  // Not the engines' operator: MXNet's is off by several units in the last place of float32.
  private static NDArray logSoftmax(NDArray y) {
    NDArray shifted = y.sub(y.max(new int[] {1}, true).stopGradient());
    return shifted.sub(shifted.exp().sum(new int[] {1}, true).log());
  }
}
