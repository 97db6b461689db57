package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * {@code torch.autograd.grad} for DJL, which has none: a TorchScript module of three methods.
 * Unlike DJL's collector it leaves {@code .grad} alone (so nothing accumulates), reaches
 * intermediate results, is local to the calling thread and differentiates twice without leaking.
 */
final class GradientScript {
  /*
   * gradient(out, ins): ∂out/∂ins, zeros where out does not depend on one.
   * hvp(out, ins, vs): the gradient's own derivative along vs; terms of the gradient that are
   * constant have none and are left out.
   * jvp(out, [x, c], [v]): the gradient of c·out by x is linear in c, and its derivative by c
   * along v is that of out along v, whatever c is.
   */
  private static final String CODE =
      """
      def gradient(self: __torch__.Autograd, out: Tensor, ins: List[Tensor]) -> List[Tensor]:
        gs = torch.grad([out], ins, None, False, False, True)
        res = annotate(List[Tensor], [])
        for i in range(torch.len(gs)):
          g = gs[i]
          if torch.__is__(g, None):
            _0 = torch.append(res, torch.zeros_like(ins[i]))
          else:
            g0 = unchecked_cast(Tensor, g)
            _1 = torch.append(res, g0)
        return res
      def hvp(self: __torch__.Autograd, out: Tensor, ins: List[Tensor], vs: List[Tensor]) -> List[Tensor]:
        gs = torch.grad([out], ins, None, True, True, True)
        outs = annotate(List[Tensor], [])
        along = annotate(List[Optional[Tensor]], [])
        for i in range(torch.len(gs)):
          g = gs[i]
          if torch.__is__(g, None):
            pass
          else:
            g0 = unchecked_cast(Tensor, g)
            if ops.prim.requires_grad(g0):
              _0 = torch.append(outs, g0)
              _1 = torch.append(along, vs[i])
            else:
              pass
        res = annotate(List[Tensor], [])
        if torch.gt(torch.len(outs), 0):
          hs = torch.grad(outs, ins, along, False, False, True)
          for j in range(torch.len(hs)):
            h = hs[j]
            if torch.__is__(h, None):
              _2 = torch.append(res, torch.zeros_like(ins[j]))
            else:
              h0 = unchecked_cast(Tensor, h)
              _3 = torch.append(res, h0)
        else:
          for k in range(torch.len(ins)):
            _4 = torch.append(res, torch.zeros_like(ins[k]))
        return res
      def jvp(self: __torch__.Autograd, out: Tensor, ins: List[Tensor], vs: List[Tensor]) -> List[Tensor]:
        res = annotate(List[Tensor], [])
        gs = torch.grad([out], [ins[0]], annotate(List[Optional[Tensor]], [ins[1]]), True, True, True)
        g = gs[0]
        if torch.__is__(g, None):
          _0 = torch.append(res, torch.zeros_like(out))
        else:
          g0 = unchecked_cast(Tensor, g)
          ts = torch.grad([g0], [ins[1]], annotate(List[Optional[Tensor]], [vs[0]]), False, False, True)
          t = ts[0]
          if torch.__is__(t, None):
            _1 = torch.append(res, torch.zeros_like(out))
          else:
            t0 = unchecked_cast(Tensor, t)
            _2 = torch.append(res, t0)
        return res
      """;

  private final Script script;

  GradientScript(NDManager manager) {
    script = new Script(manager, "Autograd", CODE.indent(2), "gradient", "hvp", "jvp");
  }

  /** ∂out/∂ins; the graph is freed. Recording must be on. */
  List<NDArray> gradient(NDArray out, List<NDArray> ins) {
    NDList arguments = new NDList(ins.size() + 2);
    arguments.add(out);
    Script.append(arguments, "ins", ins);
    return script.call("gradient", arguments);
  }

  /** (∂²out/∂ins²)·vs; the graph is freed. Recording must be on. */
  List<NDArray> hvp(NDArray out, List<NDArray> ins, List<NDArray> vs) {
    NDList arguments = new NDList(2 * ins.size() + 2);
    arguments.add(out);
    Script.append(arguments, "ins", ins);
    Script.append(arguments, "vs", vs);
    return script.call("hvp", arguments);
  }

  /** ∂out/∂x·v; the graph is freed. Recording must be on. */
  NDArray jvp(NDArray out, NDArray x, NDArray v) {
    NDArray cotangent = out.zerosLike();
    cotangent.setRequiresGradient(true);
    NDList arguments = new NDList(5);
    arguments.add(out);
    Script.append(arguments, "ins", List.of(x, cotangent));
    Script.append(arguments, "vs", List.of(v));
    return script.call("jvp", arguments).get(0);
  }
}
