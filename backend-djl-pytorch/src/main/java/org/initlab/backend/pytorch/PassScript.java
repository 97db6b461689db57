package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * A training pass as one call: a loop over the rows of a {@link PassTable} runs the layers, and
 * autograd differentiates them.
 */
final class PassScript {
  /*
   * Kinds and columns are PassTable's. A state that nothing reads any more is replaced by x.
   *
   * A weight-normalized dense layer is a = s ⊙ (v h) + b with s = g/‖v‖. Autograd sees s as a leaf,
   * and the rest of the chain is written out (Salimans and Kingma 2016, eq. 3):
   * ∂L/∂g = ∂L/∂s / ‖v‖ and ∂L/∂v −= (∂L/∂s · s / ‖v‖²) v, one pass over v instead of four.
   */
  private static final String CODE =
      """
        def run(self: __torch__.Pass, x: Tensor, labels: Tensor, table: Tensor, parameters: List[Tensor]) -> List[Tensor]:
          rows = annotate(List[int], table.tolist())
          states = annotate(List[Tensor], [])
          leaves = annotate(List[Tensor], [])
          for p in parameters:
            _0 = torch.append(leaves, p)
          gains = annotate(List[int], [])
          norms = annotate(List[Tensor], [])
          for k in range(torch.floordiv(torch.len(rows), 10)):
            o = torch.mul(k, 10)
            kind = rows[o]
            i = rows[torch.add(o, 1)]
            if torch.ge(i, 0):
              h = states[i]
            else:
              h = x
            w = rows[torch.add(o, 3)]
            b = rows[torch.add(o, 4)]
            if torch.ge(b, 0):
              bias : Optional[Tensor] = parameters[b]
            else:
              bias = None
            if torch.eq(kind, 0):
              y = torch.contiguous(h, memory_format=2)
            elif torch.eq(kind, 1):
              y = torch.linear(h, parameters[w], bias)
            elif torch.eq(kind, 2):
              v = parameters[torch.add(w, 1)]
              norm = torch.linalg_vector_norm(torch.detach(v), 2, [1])
              s = torch.requires_grad_(torch.div(torch.reshape(torch.detach(parameters[w]), [-1]), norm))
              _1 = torch._set_item(leaves, w, s)
              _2 = torch.append(gains, w)
              _3 = torch.append(norms, norm)
              y = torch.mul(torch.linear(h, v), s)
              if torch.ge(b, 0):
                y = torch.add_(y, parameters[b])
              else:
                pass
            elif torch.eq(kind, 3):
              stride = rows[torch.add(o, 5)]
              padding = rows[torch.add(o, 6)]
              y = torch.conv2d(h, parameters[w], bias, [stride, stride], [padding, padding])
            elif torch.eq(kind, 4):
              stride = rows[torch.add(o, 5)]
              padding = rows[torch.add(o, 6)]
              weight = torch._weight_norm(parameters[torch.add(w, 1)], parameters[w])
              y = torch.conv2d(h, weight, bias, [stride, stride], [padding, padding])
            elif torch.eq(kind, 5):
              if torch.eq(rows[torch.add(o, 7)], 1):
                y = torch.relu_(h)
              else:
                y = torch.relu(h)
            elif torch.eq(kind, 6):
              y = torch.tanh(h)
            elif torch.eq(kind, 7):
              y = torch.flatten(h, 1)
            elif torch.eq(kind, 8):
              y = torch.mean(h, [2, 3])
            else:
              z = rows[torch.add(o, 2)]
              if torch.ge(z, 0):
                shortcut = states[z]
              else:
                shortcut = x
              if torch.eq(rows[torch.add(o, 7)], 1):
                y = torch.add_(h, shortcut)
              else:
                y = torch.add(h, shortcut)
            _4 = torch.append(states, y)
            if torch.ge(rows[torch.add(o, 8)], 0):
              _5 = torch._set_item(states, rows[torch.add(o, 8)], x)
            else:
              pass
            if torch.ge(rows[torch.add(o, 9)], 0):
              _6 = torch._set_item(states, rows[torch.add(o, 9)], x)
            else:
              pass
          loss = torch.nll_loss_nd(torch.log_softmax(states[-1], 1), labels, None, 1, -100)
          gradients = torch.grad([loss], leaves, None, None, False, True)
          res = [torch.detach(loss)]
          for l in range(torch.len(gradients)):
            g = gradients[l]
            if torch.__is__(g, None):
              _7 = torch.append(res, torch.zeros_like(parameters[l]))
            else:
              g0 = unchecked_cast(Tensor, g)
              _8 = torch.append(res, g0)
          for m in range(torch.len(gains)):
            a = gains[m]
            q = torch.div(res[torch.add(a, 1)], norms[m])
            _9 = torch._set_item(res, torch.add(a, 1), torch.reshape(q, torch.size(parameters[a])))
            c = torch.div(torch.mul(q, torch.detach(leaves[a])), norms[m])
            _10 = torch.addcmul_(res[torch.add(a, 2)], torch.detach(parameters[torch.add(a, 1)]), torch.unsqueeze(c, 1), value=-1)
          return res
      """;

  private final Script script;

  PassScript(NDManager manager) {
    script = new Script(manager, "Pass", CODE, "run");
  }

  /** The mean cross-entropy and its gradient by every parameter. Recording must be on. */
  List<NDArray> run(NDArray x, NDArray labels, NDArray table, List<NDArray> parameters) {
    NDList arguments = new NDList(parameters.size() + 4);
    arguments.add(x);
    arguments.add(labels);
    arguments.add(table);
    Script.append(arguments, "parameters", parameters);
    return script.call("run", arguments);
  }
}
