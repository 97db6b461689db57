package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.initlab.backend.djl.Tape;

/** Recording on the calling thread, differentiated without touching any array's {@code .grad}. */
final class PyTorchTape implements Tape {
  private final GradientScript autograd;

  PyTorchTape(GradientScript autograd) {
    this.autograd = autograd;
  }

  /** Every recorded result can be differentiated with respect to. */
  @Override
  public Watched watch(NDArray state) {
    return new Watched(state, state);
  }

  @Override
  public List<NDArray> gradients(NDArray loss, List<NDArray> variables) {
    return autograd.gradient(loss, variables);
  }

  @Override
  public void pause(Runnable action) {
    JniUtils.setGradMode(false);
    try {
      action.run();
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  @Override
  public void close() {
    JniUtils.setGradMode(false);
  }
}
