package org.initlab.backend.tck;

import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 1, first half: what a backend says of itself, and a model from compile to close. */
public interface LifecycleContract extends ContractSubject {
  @Test
  default void rule1_01_hasANameForTheCommandLineAndADescription() {
    Rule rule = rule("1.1");
    String name = backend().name();
    rule.require(name.matches("[a-z][a-z0-9-]*"), "name must be lower-case, was '" + name + "'");
    String description = backend().description();
    rule.require(!description.isBlank(), "description must not be blank");
    rule.require(description.lines().count() == 1, "description must be one line: " + description);
  }

  @Test
  default void rule1_02_availabilityCapabilitiesAndDevicesAreConstant() {
    Rule rule = rule("1.2");
    Availability availability = backend().availability();
    rule.require(availability.available(), "not available here: " + availability.reason());
    rule.same("availability at the second call", availability, backend().availability());
    rule.same(
        "capabilities at the second call", backend().capabilities(), backend().capabilities());
    rule.require(!precisions().isEmpty(), "declares no precision");
    rule.same("devices at the second call", backend().devices(), backend().devices());
    rule.require(
        backend().devices().contains(Device.CPU), "devices lack the CPU: " + backend().devices());
  }

  @Test
  default void rule1_03_provenanceSaysWhatComputes() {
    Rule rule = rule("1.3");
    Map<String, String> provenance = backend().provenance();
    rule.require(!provenance.isEmpty(), "provenance is empty");
    provenance.forEach(
        (name, value) ->
            rule.require(
                !name.isBlank() && value != null && !value.isBlank(),
                "provenance has a blank entry: '" + name + "' → '" + value + "'"));
  }

  @Test
  default void rule1_04_aModelKnowsItsNetworkAndOptions() {
    Rule rule = rule("1.4");
    Network net = Networks.mlp(Nonlinearity.TANH, false);
    for (Precision precision : precisions()) {
      CompileOptions options = CompileOptions.cpu(precision).withThreads(manyThreads());
      try (Model model = backend().compile(net, draw(rule).parameters(net), options)) {
        rule.same("network of the model", net, model.network());
        rule.same("options of the model", options, model.options());
      }
    }
  }

  @Test
  default void rule1_05_float64ParametersComeBackBitForBitInOrder() {
    // Where float64 is not declared, rule 6.5 asserts the error instead.
    if (precisions().contains(Precision.FLOAT64)) roundTrip(rule("1.5"), Precision.FLOAT64);
  }

  @Test
  default void rule1_06_float32ParametersComeBackRoundedOnce() {
    if (precisions().contains(Precision.FLOAT32)) roundTrip(rule("1.6"), Precision.FLOAT32);
  }

  private void roundTrip(Rule rule, Precision precision) {
    Draw draw = draw(rule);
    for (Network net : Networks.all()) {
      Parameters given = draw.parameters(net);
      try (Model model = backend().compile(net, given, CompileOptions.cpu(precision))) {
        Parameters back = model.parameters();
        rule.same(
            "names of " + net.name(),
            net.parameters().stream().map(ParameterSpec::name).toList(),
            List.copyOf(back.names()));
        for (String name : given.names()) {
          Tensor expected = Case.rounded(given.get(name), precision);
          rule.sameBits("'" + name + "' of " + net.name(), expected, back.get(name));
        }
      }
    }
  }

  @Test
  default void rule1_07_compileNeitherWritesNorKeepsTheArraysGiven() {
    Rule rule = rule("1.7");
    Case c = Case.of(Networks.resnet(Nonlinearity.TANH), 3, draw(rule)).in(best());
    Parameters copy = c.parameters().map(LifecycleContract::copy);
    try (Model model = backend().compile(c.network(), c.parameters(), options())) {
      model.step(c.inputs(), c.objective(), UpdateRule.Sgd.of(0.1));
      sameParameters(rule, "the caller's after a step", copy, c.parameters());
    }
    Parameters given = copy.map(LifecycleContract::copy);
    try (Model model = backend().compile(c.network(), given, options())) {
      given.asMap().values().forEach(t -> java.util.Arrays.fill(t.data(), 1e6));
      agreement(rule).forward(c, best(), model);
      sameParameters(rule, "after the caller's arrays were reused", copy, model.parameters());
    }
  }

  @Test
  default void rule1_08_returnedParametersAreASnapshot() {
    Rule rule = rule("1.8");
    Case c = Case.of(Networks.resnet(Nonlinearity.TANH), 3, draw(rule));
    try (Model model = backend().compile(c.network(), c.parameters(), options())) {
      Parameters before = model.parameters();
      Parameters copy = before.map(LifecycleContract::copy);
      model.step(c.inputs(), c.objective(), UpdateRule.Sgd.of(0.1));
      sameParameters(rule, "the snapshot after a step", copy, before);
      rule.require(!model.parameters().equals(copy), "a step must change the model's parameters");
    }
  }

  @Test
  default void rule1_09_callsLeaveInputsTargetsAndDirectionsAlone() {
    Rule rule = rule("1.9");
    Draw draw = draw(rule);
    Network net = Networks.resnet(Nonlinearity.RELU);
    Case c = Case.of(net, 3, draw);
    Tensor inputs = copy(c.inputs());
    var targets = draw.squaredError(net, 3);
    Tensor targetValues = copy(targets.targets());
    Parameters direction = draw.direction(net);
    Parameters directionValues = direction.map(LifecycleContract::copy);
    try (Model model = backend().compile(net, c.parameters(), options())) {
      model.forward(c.inputs(), Mode.TRAIN, Probe.NONE);
      model.gradients(c.inputs(), targets, Mode.TRAIN, GradientRequest.PARAMETERS);
      if (declaresHvp()) {
        model.hessianVectorProduct(c.inputs(), targets, Mode.TRAIN, direction);
      }
      model.step(c.inputs(), targets, new UpdateRule.Sgd(0.1, 0.9, 0.1));
    }
    rule.sameBits("the caller's inputs", inputs, c.inputs());
    rule.sameBits("the caller's targets", targetValues, targets.targets());
    sameParameters(rule, "the caller's direction", directionValues, direction);
  }

  @Test
  default void rule1_10_aClosedModelRefusesEverythingButClose() {
    Rule rule = rule("1.10");
    Case c = Case.of(Networks.mlp(Nonlinearity.TANH, false), 3, draw(rule));
    Parameters direction = draw(rule).direction(c.network());
    Model model = backend().compile(c.network(), c.parameters(), options());
    model.close();
    Class<IllegalStateException> closed = IllegalStateException.class;
    rule.fails("network after close", closed, model::network);
    rule.fails("options after close", closed, model::options);
    rule.fails("parameters after close", closed, model::parameters);
    rule.fails(
        "forward after close", closed, () -> model.forward(c.inputs(), Mode.EVAL, Probe.NONE));
    rule.fails(
        "gradients after close",
        closed,
        () -> model.gradients(c.inputs(), c.objective(), Mode.EVAL, GradientRequest.PARAMETERS));
    rule.fails(
        "gradients with states after close",
        closed,
        () ->
            model.gradients(
                c.inputs(), c.objective(), Mode.EVAL, GradientRequest.PARAMETERS, Probe.NONE));
    rule.fails(
        "accumulate after close", closed, () -> model.accumulate(c.inputs(), c.objective(), 1));
    rule.fails("update after close", closed, () -> model.update(UpdateRule.Sgd.of(0.1)));
    rule.fails("gradientNorm after close", closed, model::gradientNorm);
    rule.fails("optimizerState after close", closed, model::optimizerState);
    rule.fails("restore after close", closed, () -> model.restore(OptimizerState.NONE));
    if (declaresHvp()) {
      rule.fails(
          "hessianVectorProduct after close",
          closed,
          () -> model.hessianVectorProduct(c.inputs(), c.objective(), Mode.EVAL, direction));
    }
  }

  /** Requires the same bits in every array. */
  static void sameParameters(Rule rule, String what, Parameters expected, Parameters actual) {
    for (String name : expected.names()) {
      rule.sameBits("'" + name + "' " + what, expected.get(name), actual.get(name));
    }
  }

  private static Tensor copy(Tensor tensor) {
    return Tensor.of(tensor.shape(), tensor.data().clone());
  }
}
