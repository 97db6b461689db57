package org.initlab.backend.tck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Differences;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;

/** Compares what a backend computes with the oracle, within {@link ErrorBound}. */
final class Agreement {
  private final Backend backend;
  private final Rule rule;

  Agreement(Backend backend, Rule rule) {
    this.backend = backend;
    this.rule = rule;
  }

  /** Every state and the output. */
  void forward(Case given, Precision precision) {
    Case c = given.in(precision);
    try (Model model =
        backend.compile(c.network(), c.parameters(), CompileOptions.cpu(precision))) {
      forward(c, precision, model);
    }
  }

  /** Every state and the output of a model that was compiled from the case. */
  void forward(Case c, Precision precision, Model model) {
    List<Tensor> expected = c.oracle().forward(c.inputs(), c.mode());
    ErrorBound bounds = ErrorBound.of(c.network(), c.samples(), precision);
    Recorder states = Recorder.ofAll();
    Tensor output = model.forward(c.inputs(), c.mode(), states);
    for (ProbePoint point : c.network().probePoints()) {
      Tensor state = states.at(point, c.what(), rule);
      String what = c.what() + ": state of layer '" + point.layer() + "'";
      rule.close(what, expected.get(point.index()), state, bounds.state(point));
    }
    ProbePoint last = c.network().probePoints().get(expected.size() - 1);
    rule.close(c.what() + ": output", expected.get(last.index()), output, bounds.state(last));
  }

  /** The objective and its gradients for parameters, input and every state. */
  void gradients(Case given, Precision precision) {
    Case c = given.in(precision);
    try (Model model =
        backend.compile(c.network(), c.parameters(), CompileOptions.cpu(precision))) {
      gradients(c, precision, model);
    }
  }

  /** As {@link #gradients(Case, Precision)} of a model that was compiled from the case. */
  void gradients(Case c, Precision precision, Model model) {
    Oracle.Differential expected = c.oracle().gradients(c.inputs(), c.objective(), c.mode());
    Tensor y = c.oracle().forward(c.inputs(), c.mode()).get(lastIndex(c));
    ErrorBound bounds =
        ErrorBound.of(c.network(), c.samples(), precision).forObjective(c.objective(), y);
    Recorder states = Recorder.ofAll();
    Gradients actual =
        model.gradients(
            c.inputs(), c.objective(), c.mode(), new GradientRequest(true, true, states));
    double loss = expected.loss();
    rule.close(c.what() + ": objective", loss, actual.loss(), bounds.loss(c.objective(), y, loss));
    for (ProbePoint point : c.network().probePoints()) {
      String what = c.what() + ": gradient of the state of layer '" + point.layer() + "'";
      Tensor state = states.at(point, what, rule);
      rule.close(what, expected.states().get(point.index()), state, bounds.stateGradient(point));
    }
    parameters(c, expected.parameters(), present(c, actual), bounds);
    rule.require(actual.input().isPresent(), c.what() + ": gradient of the input is missing");
    rule.close(
        c.what() + ": gradient of the input",
        expected.input(),
        actual.input().orElseThrow(),
        bounds.inputGradient());
  }

  Parameters present(Case c, Gradients gradients) {
    return gradients
        .parameters()
        .orElseThrow(() -> rule.failure(c.what() + ": gradients of the parameters are missing"));
  }

  /** Relative to the largest gradient of the same layer, as {@link ErrorBound} says. */
  void parameters(Case c, Parameters expected, Parameters actual, ErrorBound bounds) {
    Map<String, Double> scales = layerScales(c, expected);
    for (ParameterSpec spec : c.network().parameters()) {
      if (!spec.kind().trainable()) continue;
      String what = c.what() + ": gradient of '" + spec.name() + "'";
      rule.require(actual.contains(spec.name()), what + " is missing");
      rule.close(
          what,
          expected.get(spec.name()),
          actual.get(spec.name()),
          bounds.parameterGradient(spec),
          Math.max(scales.get(spec.layer()), spec.shape().size() < 8 ? 1 : 0));
    }
  }

  private static Map<String, Double> layerScales(Case c, Parameters gradients) {
    Map<String, Double> scales = new HashMap<>();
    for (ParameterSpec spec : c.network().parameters()) {
      if (!spec.kind().trainable()) continue;
      double largest = Differences.maxAbs(gradients.get(spec.name()));
      scales.merge(spec.layer(), largest, Math::max);
    }
    return scales;
  }

  private static int lastIndex(Case c) {
    return c.network().probePoints().size() - 1;
  }
}
