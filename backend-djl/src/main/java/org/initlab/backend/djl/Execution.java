package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.initlab.core.network.ProbePoint;

/** Runs a plan, giving back every array as soon as no later step reads it. */
final class Execution {
  private Execution() {}

  /** Sees every state in order and decides what the computation goes on with. */
  interface Observer {
    /** The state to go on with, usually {@code state} itself. */
    NDArray observe(ProbePoint point, NDArray state);

    /** Whether {@code state} must outlive its last use. */
    boolean holds(ProbePoint point);
  }

  /** The network's output; it belongs to the innermost open scope, the input stays the caller's. */
  static NDArray run(Plan plan, Pass pass, NDArray input, Observer observer) {
    NDArray[] states = new NDArray[plan.steps().size()];
    for (Plan.Step step : plan.steps()) {
      int k = step.point().index();
      NDArray in = step.in() == Plan.INPUT ? input : states[step.in()];
      NDArray shortcut = step.shortcut() == Plan.INPUT ? input : states[step.shortcut()];
      NDArray out = apply(step.kernel(), pass, in, shortcut);
      states[k] = observer.observe(step.point(), out);
      release(plan, states, step.in(), k, observer);
      if (step.shortcut() != step.in()) release(plan, states, step.shortcut(), k, observer);
    }
    return states[states.length - 1];
  }

  // Intermediate results die with the layer, not with the pass: a deep network would hold them all.
  private static NDArray apply(LayerKernel kernel, Pass pass, NDArray in, NDArray shortcut) {
    NDArray out;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      out = kernel.apply(pass, in, shortcut);
      NDScope.unregister(out);
    }
    NDScope.register(out);
    return out;
  }

  private static void release(Plan plan, NDArray[] states, int used, int now, Observer observer) {
    if (used == Plan.INPUT) return;
    Plan.Step step = plan.steps().get(used);
    if (step.lastUse() != now || observer.holds(step.point())) return;
    states[used].close();
    states[used] = null;
  }
}
