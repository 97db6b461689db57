package org.initlab.backend.pytorch;

/** The forward half of {@link PassScript}. */
final class ForwardCode {
  /*
   * Gives every state, and what the backward half needs besides states: of a weight-normalized
   * dense layer a = s ⊙ (v h) + b, s = g/‖v‖, the products v h and the norms ‖v‖; of a
   * weight-normalized convolution its weights and the norms. States that neither half reads any
   * more are replaced by x.
   */
  static final String TEXT =
      """
        def ahead(self: __torch__.Pass, x: Tensor, rows: List[int], parameters: List[Tensor]) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]:
          n = torch.floordiv(torch.len(rows), 11)
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
          return (states, kept, norms)
      """;

  private ForwardCode() {}
}
