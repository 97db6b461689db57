package org.initlab.core.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** Runs a model and returns its {@link Trace}; states leave the engine one at a time. */
public final class Traces {
  private Traces() {}

  /** Forward and backward statistics at every point. */
  public static Trace measure(Model model, Tensor inputs, Objective objective, Mode mode) {
    return measure(model, inputs, objective, mode, point -> true);
  }

  /** Forward and backward statistics at the wanted points. */
  public static Trace measure(
      Model model, Tensor inputs, Objective objective, Mode mode, Predicate<ProbePoint> wanted) {
    ActivationRecorder states = new ActivationRecorder(inputs, wanted);
    GradientRecorder gradients = new GradientRecorder(model.network(), wanted);
    GradientRequest request = GradientRequest.states(gradients);
    Gradients result = model.gradients(inputs, objective, mode, request, states);
    return join(model, states.statistics(), gradients.statistics(), result.loss());
  }

  /** Forward statistics alone at the wanted points. */
  public static Trace forward(Model model, Tensor inputs, Mode mode, Predicate<ProbePoint> wanted) {
    ActivationRecorder states = new ActivationRecorder(inputs, wanted);
    model.forward(inputs, mode, states);
    return new Trace(
        model.network(),
        model.options(),
        layers(states.statistics(), Map.of()),
        OptionalDouble.empty());
  }

  private static Trace join(
      Model model,
      Map<ProbePoint, BatchStatistics> states,
      Map<ProbePoint, BatchStatistics> gradients,
      double loss) {
    return new Trace(
        model.network(), model.options(), layers(states, gradients), OptionalDouble.of(loss));
  }

  private static List<LayerStatistics> layers(
      Map<ProbePoint, BatchStatistics> states, Map<ProbePoint, BatchStatistics> gradients) {
    return states.entrySet().stream()
        .map(
            e ->
                new LayerStatistics(
                    e.getKey(), e.getValue(), Optional.ofNullable(gradients.get(e.getKey()))))
        .toList();
  }
}
