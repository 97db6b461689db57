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
  private static final String PRODUCT = System.getProperty("lp", "1").equals("1") ?
      "ops.mkldnn._linear_pointwise(e, torch.t(v), None, \"none\", annotate(List[Optional[number]], []), \"\")" : "torch.mm(e, v)";
  private static final String CODE =
      """
        def run(self: __torch__.Pass, x: Tensor, labels: Tensor, table: Tensor, parameters: List[Tensor]) -> List[Tensor]:
          rows = annotate(List[int], table.tolist())
          n = torch.floordiv(torch.len(rows), 11)
          single = torch.__and__(torch.eq(ops.prim.dtype(x), 6), torch.__not__(ops.prim.is_cuda(x)))
          states = annotate(List[Tensor], [])
          kept = annotate(List[Tensor], [])
          norms = annotate(List[Tensor], [])
          for k in range(n):
            o = torch.mul(k, 11)
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
            keep = x
            norm = x
            if torch.eq(kind, 0):
              y = torch.contiguous(h, memory_format=2)
            elif torch.eq(kind, 1):
              y = torch.linear(h, parameters[w], bias)
            elif torch.eq(kind, 2):
              v = parameters[torch.add(w, 1)]
              norm = torch.linalg_vector_norm(v, 2, [1])
              s = torch.div(torch.reshape(parameters[w], [-1]), norm)
              keep = torch.linear(h, v)
              if torch.ge(b, 0):
                y = torch.addcmul(parameters[b], keep, s)
              else:
                y = torch.mul(keep, s)
            elif torch.eq(kind, 3):
              stride = rows[torch.add(o, 5)]
              padding = rows[torch.add(o, 6)]
              y = torch.conv2d(h, parameters[w], bias, [stride, stride], [padding, padding])
            elif torch.eq(kind, 4):
              stride = rows[torch.add(o, 5)]
              padding = rows[torch.add(o, 6)]
              weight, norm0 = torch._weight_norm_interface(parameters[torch.add(w, 1)], parameters[w])
              keep = weight
              norm = norm0
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
            _0 = torch.append(states, y)
            _1 = torch.append(kept, keep)
            _2 = torch.append(norms, norm)
            if torch.ge(rows[torch.add(o, 8)], 0):
              _3 = torch._set_item(states, rows[torch.add(o, 8)], x)
            else:
              pass
            if torch.ge(rows[torch.add(o, 9)], 0):
              _4 = torch._set_item(states, rows[torch.add(o, 9)], x)
            else:
              pass
          output = states[-1]
          logs = torch.log_softmax(output, 1)
          res = [torch.nll_loss_nd(logs, labels, None, 1, -100), output]
          for p in parameters:
            _5 = torch.append(res, p)
          deltas = annotate(List[Tensor], [])
          held = annotate(List[int], [])
          for k in range(n):
            _6 = torch.append(deltas, x)
            _7 = torch.append(held, 0)
          hot = torch.one_hot(labels, torch.size(output, 1))
          _8 = torch._set_item(deltas, -1, torch.div_(torch.sub_(torch.exp(logs), hot), torch.size(output, 0)))
          _9 = torch._set_item(held, -1, 2)
          for j in range(n):
            k = torch.sub(torch.sub(n, 1), j)
            o = torch.mul(k, 11)
            kind = rows[o]
            own = held[k]
            if torch.gt(own, 0):
              d = deltas[k]
              i = rows[torch.add(o, 1)]
              if torch.ge(i, 0):
                h = states[i]
              else:
                h = x
              w = rows[torch.add(o, 3)]
              b = rows[torch.add(o, 4)]
              needed = rows[torch.add(o, 10)]
              down = torch.eq(torch.__and__(needed, 1), 1)
              g = d
              if torch.le(kind, 2):
                if torch.ge(b, 0):
                  _10 = torch._set_item(res, torch.add(b, 2), torch.sum(d, [0]))
                else:
                  pass
                if torch.eq(kind, 1):
                  v = parameters[w]
                  e = d
                  _11 = torch._set_item(res, torch.add(w, 2), torch.mm(torch.t(d), h))
                else:
                  v = parameters[torch.add(w, 1)]
                  norm = norms[k]
                  s = torch.div(torch.reshape(parameters[w], [-1]), norm)
                  q = torch.div(torch.sum(torch.mul(d, kept[k]), [0]), norm)
                  _12 = torch._set_item(res, torch.add(w, 2), torch.reshape(q, torch.size(parameters[w])))
                  if torch.eq(own, 2):
                    e = torch.mul_(d, s)
                  else:
                    e = torch.mul(d, s)
                  c = torch.div(torch.mul(q, s), norm)
                  gv = torch.mm(torch.t(e), h)
                  _13 = torch._set_item(res, torch.add(w, 3), torch.addcmul_(gv, v, torch.unsqueeze(c, 1), value=-1))
                if down:
                  if single:
                    g = PRODUCT
                  else:
                    g = torch.mm(e, v)
                else:
                  pass
                own = 2
              elif torch.le(kind, 4):
                stride = rows[torch.add(o, 5)]
                padding = rows[torch.add(o, 6)]
                if torch.eq(kind, 3):
                  weight = parameters[w]
                else:
                  weight = kept[k]
                g0, gw, gb = torch.convolution_backward(d, h, weight, [torch.size(weight, 0)], [stride, stride], [padding, padding], [1, 1], False, [0, 0], 1, [down, True, torch.ge(b, 0)])
                if down:
                  g = g0
                else:
                  pass
                if torch.ge(b, 0):
                  _14 = torch._set_item(res, torch.add(b, 2), gb)
                else:
                  pass
                if torch.eq(kind, 3):
                  _15 = torch._set_item(res, torch.add(w, 2), gw)
                else:
                  gv, gg = torch._weight_norm_interface_backward(torch.contiguous(gw), parameters[torch.add(w, 1)], parameters[w], norms[k], 0)
                  _16 = torch._set_item(res, torch.add(w, 2), gg)
                  _17 = torch._set_item(res, torch.add(w, 3), gv)
                own = 2
              elif torch.eq(kind, 5):
                if torch.eq(own, 2):
                  g = torch.threshold_backward(d, states[k], 0, grad_input=d)
                else:
                  g = torch.threshold_backward(d, states[k], 0)
                own = 2
              elif torch.eq(kind, 6):
                g = torch.tanh_backward(d, states[k])
                own = 2
              elif torch.eq(kind, 7):
                g = torch.reshape(d, torch.size(h))
              elif torch.eq(kind, 8):
                size = torch.size(h)
                each = torch.div(d, torch.mul(size[2], size[3]))
                g = torch.contiguous(torch.expand(torch.reshape(each, [size[0], size[1], 1, 1]), size), memory_format=2)
                own = 2
              else:
                own = 1
                if torch.ge(needed, 2):
                  z = rows[torch.add(o, 2)]
                  if torch.eq(held[z], 0):
                    _18 = torch._set_item(deltas, z, d)
                    _19 = torch._set_item(held, z, 1)
                  else:
                    _20 = torch._set_item(deltas, z, torch.add(deltas[z], d))
                    _21 = torch._set_item(held, z, 2)
                else:
                  pass
              _22 = torch._set_item(deltas, k, x)
              if down:
                if torch.eq(held[i], 0):
                  _23 = torch._set_item(deltas, i, g)
                  _24 = torch._set_item(held, i, own)
                else:
                  if torch.eq(own, 2):
                    _25 = torch._set_item(deltas, i, torch.add_(g, deltas[i]))
                  else:
                    _26 = torch._set_item(deltas, i, torch.add(g, deltas[i]))
                  _27 = torch._set_item(held, i, 2)
              else:
                pass
            else:
              pass
            _28 = torch._set_item(states, k, x)
            _29 = torch._set_item(kept, k, x)
          return res
      """;

  private final Script script;

  PassScript(NDManager manager) {
    script = new Script(manager, "Pass", CODE.replace("PRODUCT", PRODUCT), "run");
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
