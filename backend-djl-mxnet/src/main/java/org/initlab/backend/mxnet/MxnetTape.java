package org.initlab.backend.mxnet;

import ai.djl.mxnet.engine.MxGradientCollector;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.djl.Tape;

/** Recording by MXNet's autograd, which is per thread and overwrites gradients. */
final class MxnetTape implements Tape {
  private final GradientCollector collector;

  MxnetTape(GradientCollector collector) {
    this.collector = collector;
  }

  /**
   * MXNet has gradients of leaves only, and making an intermediate result a leaf cuts the graph; so
   * a leaf of zeros is added to it, whose gradient is the same.
   */
  @Override
  public Watched watch(NDArray state) {
    NDArray zeros = state.zerosLike();
    zeros.setRequiresGradient(true);
    return new Watched(state.add(zeros), zeros);
  }

  @Override
  public List<NDArray> gradients(NDArray loss, List<NDArray> variables) {
    collector.backward(loss);
    List<NDArray> gradients = new ArrayList<>(variables.size());
    for (NDArray v : variables) gradients.add(v.getGradient());
    return gradients;
  }

  @Override
  public void pause(Runnable action) {
    collector.close();
    try {
      action.run();
    } finally {
      MxGradientCollector.setRecording(true);
      MxGradientCollector.setTraining(true);
    }
  }

  @Override
  public void close() {
    collector.close();
  }
}
