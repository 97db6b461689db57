package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects batch statistics and moves the running ones as PyTorch does: by {@code momentum} towards
 * the batch mean and the unbiased batch variance, which the caller has checked to exist.
 */
final class RunningStatistics implements BatchStatistics, AutoCloseable {
  private final List<Batch> batches = new ArrayList<>();

  private record Batch(BatchNormKernel kernel, NDArray mean, NDArray variance, long count) {}

  @Override
  public void accept(BatchNormKernel kernel, NDArray mean, NDArray variance, long count) {
    NDArray m = mean.stopGradient();
    NDArray v = variance.stopGradient();
    NDScope.unregister(m, v);
    batches.add(new Batch(kernel, m, v, count));
  }

  /** Moves the running statistics among {@code parameters}. */
  void moveInto(NDArray[] parameters) {
    for (Batch b : batches) {
      double momentum = b.kernel.layer().momentum();
      double unbiased = (double) b.count / (b.count - 1);
      move(parameters[b.kernel.runningMean()], b.mean, momentum, 1);
      move(parameters[b.kernel.runningVar()], b.variance, momentum, unbiased);
    }
  }

  @Override
  public void close() {
    for (Batch b : batches) {
      b.mean.close();
      b.variance.close();
    }
  }

  private static void move(NDArray running, NDArray batch, double momentum, double factor) {
    NDArray flat = batch.reshape(running.getShape());
    running.muli(1 - momentum).addi(flat.mul(momentum * factor));
  }
}
