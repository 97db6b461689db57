package org.initlab.backend.tck;

import java.util.List;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;

/** The call with states held against {@code forward} and against the call without states. */
record CombinedCall(Rule rule, Agreement agreement, Case c, Model model) {
  private static final int EVERY = 2;

  void holds() {
    Recorder forward = Recorder.ofAll();
    Tensor y = model.forward(c.inputs(), c.mode(), forward);
    Recorder separate = Recorder.ofAll();
    Gradients apart = gradients(separate, Probe.NONE);
    Recorder states = Recorder.of(CombinedCall::wanted);
    Recorder together = Recorder.of(p -> !wanted(p) || p.index() == 0);
    Gradients both = gradients(after(states, together), states);
    rule.same(c.what() + ": states shown", wantedIndices(), states.indices());
    // Either call may run other kernels, so the bound and not the bits.
    ErrorBound bounds =
        ErrorBound.of(c.network(), c.samples(), model.options().precision())
            .forObjective(c.objective(), y);
    for (ProbePoint p : c.network().probePoints()) {
      String where = c.what() + ": layer '" + p.layer() + "'";
      if (wanted(p)) {
        Tensor expected = forward.at(p, c.what(), rule);
        Tensor state = states.at(p, c.what(), rule);
        rule.close(where + ", state", expected, state, bounds.state(p));
      }
      if (together.wants(p)) {
        Tensor expected = separate.at(p, c.what(), rule);
        Tensor gradient = together.at(p, c.what(), rule);
        rule.close(where + ", gradient", expected, gradient, bounds.stateGradient(p));
      }
    }
    double loss = apart.loss();
    double allowed = bounds.loss(c.objective(), y, loss);
    rule.close(c.what() + ": objective", loss, both.loss(), allowed);
    agreement.parameters(c, agreement.present(c, apart), agreement.present(c, both), bounds);
    rule.close(
        c.what() + ": gradient of the input", input(apart), input(both), bounds.inputGradient());
  }

  private Gradients gradients(Probe gradients, Probe states) {
    GradientRequest request = new GradientRequest(true, true, gradients);
    return states == Probe.NONE
        ? model.gradients(c.inputs(), c.objective(), c.mode(), request)
        : model.gradients(c.inputs(), c.objective(), c.mode(), request, states);
  }

  private Tensor input(Gradients gradients) {
    return gradients
        .input()
        .orElseThrow(() -> rule.failure(c.what() + ": gradient of the input is missing"));
  }

  private static boolean wanted(ProbePoint point) {
    return point.index() % EVERY == 0;
  }

  private List<Integer> wantedIndices() {
    return c.network().probePoints().stream()
        .filter(CombinedCall::wanted)
        .map(ProbePoint::index)
        .toList();
  }

  /** A probe of gradients that is shown none before all of {@code states} were. */
  private Probe after(Recorder states, Recorder gradients) {
    return new Probe() {
      @Override
      public boolean wants(ProbePoint point) {
        return gradients.wants(point);
      }

      @Override
      public void accept(ProbePoint point, Tensor gradient) {
        String what = c.what() + ": states shown before the gradient at '" + point.layer() + "'";
        rule.same(what, wantedIndices(), states.indices());
        gradients.accept(point, gradient);
      }
    };
  }
}
