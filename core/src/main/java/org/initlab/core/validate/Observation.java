package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * Everything that one backend says about a subject. States and gradients are indexed as the
 * network's probe points.
 *
 * @param output in evaluation mode, with running statistics of batch normalization
 * @param steps the loss before each optimizer step, with the pre-activations of kinked activations
 *     where rounding can move them over a kink
 */
record Observation(
    String backend,
    Tensor[] states,
    Tensor output,
    double loss,
    Tensor[] stateGradients,
    Tensor inputGradient,
    Parameters parameterGradients,
    List<Step> steps) {

  /** One step of the trajectory; unrecorded states are null. */
  record Step(double loss, Tensor[] preActivations) {}

  static Observation of(Backend backend, Subject subject, CompileOptions options) {
    Network network = subject.network();
    int points = network.probePoints().size();
    try (Model model = backend.compile(network, subject.parameters(), options)) {
      StateCollector states = new StateCollector(points, p -> true);
      model.forward(subject.inputs(), Mode.TRAIN, states);
      Tensor output = model.forward(subject.inputs(), Mode.EVAL, Probe.NONE);
      StateCollector gradients = new StateCollector(points, p -> true);
      Gradients g =
          model.gradients(
              subject.inputs(),
              subject.objective(),
              Mode.TRAIN,
              new GradientRequest(true, true, gradients));
      return new Observation(
          backend.name(),
          states.tensors(),
          output,
          g.loss(),
          gradients.tensors(),
          g.input().orElseThrow(),
          g.parameters().orElseThrow(),
          train(model, subject, options.precision()));
    }
  }

  private static List<Step> train(Model model, Subject subject, Precision precision) {
    Set<Integer> watched = new HashSet<>();
    // In float64 a pre-activation within rounding of a kink is one in 10¹² and not looked for.
    if (precision == Precision.FLOAT32) {
      Kink.of(subject.network()).forEach(k -> watched.add(k.input()));
    }
    watched.remove(Kink.NETWORK_INPUT);
    UpdateRule rule = UpdateRule.Sgd.of(subject.learningRate());
    List<Step> steps = new ArrayList<>();
    // Without a learning rate yet there is nothing to follow.
    int count = subject.learningRate() == 0 ? 0 : Subject.STEPS;
    for (int i = 0; i < count; i++) {
      StateCollector pre =
          new StateCollector(
              subject.network().probePoints().size(), p -> watched.contains(p.index()));
      if (!watched.isEmpty()) model.forward(subject.inputs(), Mode.TRAIN, pre);
      double loss = model.step(subject.inputs(), subject.objective(), rule);
      steps.add(new Step(loss, pre.tensors()));
      // Whatever follows a loss that is not finite is not training.
      if (!Double.isFinite(loss)) break;
    }
    return steps;
  }
}
