package org.initlab.backend.tck;

import java.util.List;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 3, second half: what a call for gradients gives and what it leaves behind. */
public interface GradientCallContract extends ContractSubject {
  @Test
  default void rule3_10_gradientsNeverAccumulateBetweenCalls() {
    Rule rule = rule("3.10");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net : List.of(Networks.resnet(Nonlinearity.TANH), Networks.residualMlp())) {
        Case c = Case.of(net, 3, draw).in(precision);
        Objective other = draw.crossEntropy(net, 3);
        try (Model model = backend().compile(net, c.parameters(), options(precision))) {
          agreement(rule).gradients(c, precision, model);
          agreement(rule).gradients(c, precision, model);
          model.gradients(c.inputs(), other, Mode.TRAIN, GradientRequest.PARAMETERS);
          model.forward(c.inputs(), Mode.EVAL, Probe.NONE);
          agreement(rule).gradients(c, precision, model);
          model.accumulate(c.inputs(), other, 1);
          // The running statistics have moved; in TRAIN they do not enter.
          agreement(rule).gradients(c, precision, model);
        }
      }
    }
  }

  @Test
  default void rule3_11_givesWhatWasRequestedAndNothingElse() {
    Rule rule = rule("3.11");
    Network net = Networks.resnet(Nonlinearity.TANH);
    Case c = Case.of(net, 3, draw(rule));
    List<String> trainable =
        net.parameters().stream()
            .filter(p -> p.kind().trainable())
            .map(ParameterSpec::name)
            .toList();
    try (Model model = backend().compile(net, c.parameters(), options())) {
      for (boolean parameters : new boolean[] {true, false}) {
        for (boolean input : new boolean[] {true, false}) {
          GradientRequest request = new GradientRequest(parameters, input, Probe.NONE);
          Gradients g = model.gradients(c.inputs(), c.objective(), Mode.TRAIN, request);
          rule.same("presence of parameter gradients", parameters, g.parameters().isPresent());
          rule.same("presence of the input gradient", input, g.input().isPresent());
          g.parameters().ifPresent(p -> rule.same("names", trainable, List.copyOf(p.names())));
        }
      }
    }
  }

  @Test
  default void rule3_13_gradientsDoNotChangeTheModel() {
    Rule rule = rule("3.13");
    Draw draw = draw(rule);
    Network net = Networks.resnet(Nonlinearity.TANH);
    Case c = Case.of(net, 3, draw).in(best());
    Objective other = draw.crossEntropy(net, 3);
    GradientRequest everything = new GradientRequest(true, true, Recorder.ofAll());
    try (Model model = backend().compile(net, c.parameters(), options());
        Model reference = backend().compile(net, c.parameters(), options())) {
      Parameters before = model.parameters();
      model.gradients(c.inputs(), c.objective(), Mode.TRAIN, everything);
      LifecycleContract.sameParameters(rule, "after gradients", before, model.parameters());
      model.accumulate(c.inputs(), c.objective(), 1);
      model.gradients(c.inputs(), other, Mode.TRAIN, everything);
      model.update(UpdateRule.Sgd.of(1));
      reference.step(c.inputs(), c.objective(), UpdateRule.Sgd.of(1));
      for (String name : before.names()) {
        // A step of size 1 is one gradient off the start, both of order 1 to 10.
        rule.close(
            "'" + name + "' updated after gradients were asked for between",
            reference.parameters().get(name),
            model.parameters().get(name),
            1e3 * best().unitRoundoff());
      }
    }
  }

  @Test
  default void rule3_14_meansAreOverTheBatchAndCotangentsSum() {
    Rule rule = rule("3.14");
    Draw draw = draw(rule);
    Network net = Networks.mlp(Nonlinearity.TANH, true);
    for (Precision precision : precisions()) {
      Case c = Case.of(net, 3, draw).in(precision);
      Tensor twice = twice(c.inputs());
      try (Model model = backend().compile(net, c.parameters(), options(precision))) {
        int[] labels = {2, 0, 1};
        int[] labelsTwice = {2, 0, 1, 2, 0, 1};
        repeated(
            rule,
            model,
            c.with(new Objective.CrossEntropy(labels)),
            twice,
            new Objective.CrossEntropy(labelsTwice),
            1);
        Tensor targets = Case.rounded(draw.squaredError(net, 3).targets(), precision);
        repeated(
            rule,
            model,
            c.with(new Objective.MeanSquaredError(targets)),
            twice,
            new Objective.MeanSquaredError(twice(targets)),
            1);
        Tensor cotangent = ((Objective.Cotangent) c.objective()).cotangent();
        repeated(rule, model, c, twice, new Objective.Cotangent(twice(cotangent)), 2);
      }
    }
  }

  /** Requires loss and gradients of the doubled batch to be {@code factor} times the single's. */
  private void repeated(
      Rule rule, Model model, Case c, Tensor twice, Objective doubled, double factor) {
    Precision precision = model.options().precision();
    Gradients one =
        model.gradients(c.inputs(), c.objective(), c.mode(), GradientRequest.PARAMETERS);
    Gradients two = model.gradients(twice, doubled, c.mode(), GradientRequest.PARAMETERS);
    Tensor y = model.forward(twice, c.mode(), Probe.NONE);
    ErrorBound bounds = ErrorBound.of(c.network(), 6, precision).forObjective(doubled, y);
    double loss = factor * one.loss();
    rule.close(c.what() + ": repeated", loss, two.loss(), bounds.loss(doubled, y, loss));
    Agreement agreement = agreement(rule);
    Parameters expected = agreement.present(c, one).map(t -> scaled(t, factor));
    agreement.parameters(c, expected, agreement.present(c, two), bounds);
  }

  private static Tensor twice(Tensor batch) {
    double[] data = new double[2 * batch.size()];
    System.arraycopy(batch.data(), 0, data, 0, batch.size());
    System.arraycopy(batch.data(), 0, data, batch.size(), batch.size());
    Shape sample = batch.shape().unbatched();
    return Tensor.of(sample.batched(2 * batch.shape().dim(0)), data);
  }

  private static Tensor scaled(Tensor tensor, double factor) {
    double[] data = tensor.data().clone();
    for (int k = 0; k < data.length; k++) data[k] *= factor;
    return Tensor.of(tensor.shape(), data);
  }
}
