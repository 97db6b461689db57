package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.initlab.core.backend.UpdateRule;

/** PyTorch's fused update of all parameters, which reads and writes each of them once. */
final class UpdateScript {
  // The fused operator takes gradients in memory order, whatever their strides.
  private static final String CODE =
      """
        def sgd(self: __torch__.Update, parameters: List[Tensor], gradients: List[Tensor], buffers: List[Tensor], rate: float, momentum: float, decay: float, first: bool) -> None:
          dense = annotate(List[Tensor], [])
          for g in gradients:
            _0 = torch.append(dense, torch.contiguous(g))
          _1 = torch._fused_sgd_(parameters, dense, buffers, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=False, maximize=False, is_first_step=first)
          return None
      """;

  private final Script script;

  UpdateScript(NDManager manager) {
    script = new Script(manager, "Update", CODE);
  }

  /**
   * Updates {@code parameters}.
   *
   * @param momentum a buffer for each parameter, or none if the rule has no momentum
   * @param first whether the buffers hold nothing yet
   */
  void sgd(
      UpdateRule.Sgd rule,
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> momentum,
      boolean first) {
    script.execute(
        "sgd",
        Script.list(parameters),
        Script.list(gradients),
        Script.list(momentum),
        IValue.from(rule.learningRate()),
        IValue.from(rule.momentum()),
        IValue.from(rule.weightDecay()),
        IValue.from(first));
  }
}
