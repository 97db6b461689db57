package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.initlab.backend.djl.SecondOrder;

/** Twice through {@code torch.autograd.grad}. */
record PyTorchSecondOrder(GradientScript autograd) implements SecondOrder {
  @Override
  public List<NDArray> hessianVectorProduct(
      NDArray loss, List<NDArray> variables, List<NDArray> direction) {
    return autograd.hvp(loss, variables, direction);
  }

  @Override
  public NDArray jacobianVectorProduct(NDArray output, NDArray input, NDArray direction) {
    return autograd.jvp(output, input, direction);
  }
}
