package org.initlab.backend.pytorch;

/**
 * The backward half of {@link PassScript}: the chain rule, row by row from the last to the first.
 */
final class BackwardCode {
  /*
   * deltas[k] is the derivative of the loss by state k as far as it is known. held[k]: 0 for none,
   * 1 for an array that another state's derivative is too, 2 for one that may be overwritten. What
   * has been read is replaced by x, so that its memory serves the next layer. Every state leads to
   * the output, so every parameter's place in the list is taken by its gradient.
   *
   * A weight-normalized dense layer is a = s ⊙ (v h) + b with s = g/‖v‖ (Salimans and Kingma 2016,
   * eq. 3): ∂L/∂g = ∂L/∂s / ‖v‖ and ∂L/∂v = (s ⊙ ∂L/∂a)ᵀ h − (∂L/∂s · s / ‖v‖²) v.
   */
  static final String TEXT =
      """
        def back(self: __torch__.Pass, x: Tensor, rows: List[int], parameters: List[Tensor], states: List[Tensor], kept: List[Tensor], norms: List[Tensor], last: Tensor) -> List[Tensor]:
          n = torch.floordiv(torch.len(rows), 11)
          single = torch.__and__(torch.eq(ops.prim.dtype(x), 6), torch.__not__(ops.prim.is_cuda(x)))
          gradients = torch.slice(parameters)
          deltas = annotate(List[Tensor], [])
          held = annotate(List[int], [])
          for l in range(n):
            _90 = torch.append(deltas, x)
            _91 = torch.append(held, 0)
          _92 = torch._set_item(deltas, -1, last)
          _93 = torch._set_item(held, -1, 2)
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
                  _0 = torch._set_item(gradients, b, torch.sum(d, [0]))
                else:
                  pass
                if torch.eq(kind, 1):
                  v = parameters[w]
                  e = d
                  _1 = torch._set_item(gradients, w, torch.mm(torch.t(d), h))
                else:
                  v = parameters[torch.add(w, 1)]
                  norm = norms[k]
                  s = torch.div(torch.reshape(parameters[w], [-1]), norm)
                  q = torch.div(torch.sum(torch.mul_(kept[k], d), [0]), norm)
                  _2 = torch._set_item(gradients, w, torch.reshape(q, torch.size(parameters[w])))
                  if torch.eq(own, 2):
                    e = torch.mul_(d, s)
                  else:
                    e = torch.mul(d, s)
                  c = torch.div(torch.mul(q, s), norm)
                  if torch.__and__(single, torch.ge(torch.size(h, 1), 1024)):
                    gv = WEIGHTS
                  else:
                    gv = torch.mm(torch.t(e), h)
                  _3 = torch._set_item(gradients, torch.add(w, 1), torch.addcmul_(gv, v, torch.unsqueeze(c, 1), value=-1))
                if down:
                  if single:
                    g = INPUTS
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
                  _4 = torch._set_item(gradients, b, gb)
                else:
                  pass
                if torch.eq(kind, 3):
                  _5 = torch._set_item(gradients, w, gw)
                else:
                  gv, gg = torch._weight_norm_interface_backward(torch.contiguous(gw), parameters[torch.add(w, 1)], parameters[w], norms[k], 0)
                  _6 = torch._set_item(gradients, w, gg)
                  _7 = torch._set_item(gradients, torch.add(w, 1), gv)
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
                    _8 = torch._set_item(deltas, z, d)
                    _9 = torch._set_item(held, z, 1)
                  else:
                    _10 = torch._set_item(deltas, z, torch.add(deltas[z], d))
                    _11 = torch._set_item(held, z, 2)
                else:
                  pass
              _12 = torch._set_item(deltas, k, x)
              if down:
                if torch.eq(held[i], 0):
                  _13 = torch._set_item(deltas, i, g)
                  _14 = torch._set_item(held, i, own)
                else:
                  if torch.eq(own, 2):
                    _15 = torch._set_item(deltas, i, torch.add_(g, deltas[i]))
                  else:
                    _16 = torch._set_item(deltas, i, torch.add(g, deltas[i]))
                  _17 = torch._set_item(held, i, 2)
              else:
                pass
            else:
              pass
            _18 = torch._set_item(states, k, x)
            _19 = torch._set_item(kept, k, x)
          return gradients
      """;

  private BackwardCode() {}
}
