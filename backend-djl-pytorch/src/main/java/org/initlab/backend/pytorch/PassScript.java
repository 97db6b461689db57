package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * A training pass as one call: a loop over the rows of a {@link PassTable} runs the layers, and one
 * back over them differentiates. Autograd would build a graph of nodes for it, and can neither
 * overwrite what nobody reads again nor choose how to multiply.
 */
final class PassScript {
  // Kinds and columns are PassTable's. The loss is −Σ log p(label) / N, its derivative (p − 1)/N.
  private static final String RUN =
      """
        def run(self: __torch__.Pass, x: Tensor, labels: Tensor, table: Tensor, parameters: List[Tensor]) -> List[Tensor]:
          rows = annotate(List[int], table.tolist())
          states, kept, norms = (self).ahead(x, rows, parameters, )
          output = states[-1]
          logs = torch.log_softmax(output, 1)
          loss = torch.nll_loss_nd(logs, labels, None, 1, -100)
          hot = torch.one_hot(labels, torch.size(output, 1))
          last = torch.div_(torch.sub_(torch.exp(logs), hot), torch.size(output, 0))
          gradients = (self).back(x, rows, parameters, states, kept, norms, last, )
          return torch.add([loss, output], gradients)
      """;

  /*
   * float32 products back to a layer's input, and to its weights where a transposed copy of the
   * derivatives is small beside them. Both matrices are then as oneDNN's kernels want them, which
   * need a sixth less time than MKL's for 128 rows; a transposed one it copies slowly. PyTorch for
   * other processors may come without oneDNN.
   */
  private static final String MKL_INPUTS = "torch.mm(e, v)";
  private static final String MKL_WEIGHTS = "torch.mm(torch.t(e), h)";
  private static final String ONEDNN =
      "ops.mkldnn._linear_pointwise(LEFT, RIGHT, None, \"none\", annotate(List[Optional[number]], []), \"\")";

  private final Script script;

  /**
   * @param onednn whether PyTorch was built with oneDNN
   */
  PassScript(NDManager manager, boolean onednn) {
    String back =
        BackwardCode.TEXT
            .replace("INPUTS", onednn ? onednn("e", "torch.t(v)") : MKL_INPUTS)
            .replace(
                "WEIGHTS",
                onednn ? onednn("torch.contiguous(torch.t(e))", "torch.t(h)") : MKL_WEIGHTS);
    script = new Script(manager, "Pass", ForwardCode.TEXT + back + RUN, "run");
  }

  private static String onednn(String left, String right) {
    return ONEDNN.replace("LEFT", left).replace("RIGHT", right);
  }

  /** The mean cross-entropy, the output, and the gradient by every parameter; records nothing. */
  List<NDArray> run(NDArray x, NDArray labels, NDArray table, List<NDArray> parameters) {
    NDList arguments = new NDList(parameters.size() + 4);
    arguments.add(x);
    arguments.add(labels);
    arguments.add(table);
    Script.append(arguments, "parameters", parameters);
    return script.call("run", arguments);
  }
}
