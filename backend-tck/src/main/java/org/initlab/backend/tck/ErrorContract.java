package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 6, first half: bad input is rejected by name. */
public interface ErrorContract extends ContractSubject {
  @Test
  default void rule6_01_inputsOfAnotherShapeAreRejectedNamingBoth() {
    Rule rule = rule("6.1");
    Draw draw = draw(rule);
    for (Network net :
        List.of(Networks.mlp(Nonlinearity.TANH, false), Networks.cnn(Nonlinearity.TANH, false))) {
      Shape input = net.input();
      int[] longer = input.toArray();
      longer[longer.length - 1]++;
      for (Shape wrong :
          List.of(
              input,
              Shape.of(longer).batched(3),
              input.batched(3).batched(1),
              Shape.of(input.size() + 1).batched(3),
              Shape.of())) {
        Tensor inputs = draw.centered(wrong, 1);
        rejects(rule, net, inputs, input.toString(), wrong.toString());
      }
    }
  }

  @Test
  default void rule6_02_inputsThatAreNotFiniteAreRejectedWhereverTheyStand() {
    Rule rule = rule("6.2");
    Draw draw = draw(rule);
    Network net = Networks.cnn(Nonlinearity.RELU, false);
    Tensor good = draw.inputs(net, 3);
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (int at : new int[] {0, good.size() / 2, good.size() - 1}) {
        double[] data = good.data().clone();
        data[at] = bad;
        rejects(rule, net, Tensor.of(good.shape(), data), "finite", String.valueOf(bad));
      }
    }
  }

  /** Requires every method that takes a batch to reject this one with these words. */
  private void rejects(Rule rule, Network net, Tensor inputs, String... words) {
    Draw draw = draw(rule);
    Objective objective = draw.cotangent(net, 3);
    Parameters direction = draw.direction(net);
    Class<InvalidInputException> invalid = InvalidInputException.class;
    String what = " of an input " + inputs.shape() + " by " + net.name();
    try (Model m = backend().compile(net, draw.parameters(net), options())) {
      rule.fails("forward" + what, invalid, () -> m.forward(inputs, Mode.EVAL, Probe.NONE), words);
      rule.fails(
          "gradients" + what,
          invalid,
          () -> m.gradients(inputs, objective, Mode.TRAIN, GradientRequest.PARAMETERS),
          words);
      rule.fails("accumulate" + what, invalid, () -> m.accumulate(inputs, objective, 1), words);
      if (declaresHvp()) {
        rule.fails(
            "hessianVectorProduct" + what,
            invalid,
            () -> m.hessianVectorProduct(inputs, objective, Mode.TRAIN, direction),
            words);
      }
    }
  }

  @Test
  default void rule6_03_objectivesThatDoNotFitAreRejected() {
    Rule rule = rule("6.3");
    Draw draw = draw(rule);
    Network net = Networks.mlp(Nonlinearity.TANH, false);
    Tensor inputs = draw.inputs(net, 3);
    rejects(rule, net, inputs, labels(0, 1), "2");
    rejects(rule, net, inputs, labels(0, 1, 2, 0), "4");
    rejects(rule, net, inputs, labels(0, 3, 1), "3");
    rejects(rule, net, inputs, labels(0, -1, 1), "-1");
    for (Shape wrong : List.of(Shape.of(3), Shape.of(2, 3), Shape.of(3, 2), Shape.of(1, 3, 3))) {
      Tensor values = draw.centered(wrong, 1);
      rejects(rule, net, inputs, new Objective.MeanSquaredError(values), wrong.toString());
      rejects(rule, net, inputs, new Objective.Cotangent(values), wrong.toString());
    }
    Network image =
        Networks.of("image", Shape.of(2, 3, 3), Networks.conv("conv", 2, 3, 1, 1, true, false));
    rejects(rule, image, draw.inputs(image, 2), labels(0, 1), image.output().toString());
  }

  private static Objective labels(int... labels) {
    return new Objective.CrossEntropy(labels);
  }

  private void rejects(
      Rule rule, Network net, Tensor inputs, Objective objective, String... words) {
    Draw draw = draw(rule);
    Parameters direction = draw.direction(net);
    Class<InvalidInputException> invalid = InvalidInputException.class;
    String what = " with " + objective.getClass().getSimpleName() + " that does not fit";
    try (Model m = backend().compile(net, draw.parameters(net), options())) {
      rule.fails(
          "gradients" + what,
          invalid,
          () -> m.gradients(inputs, objective, Mode.EVAL, GradientRequest.PARAMETERS),
          words);
      rule.fails("accumulate" + what, invalid, () -> m.accumulate(inputs, objective, 1), words);
      if (declaresHvp()) {
        rule.fails(
            "hessianVectorProduct" + what,
            invalid,
            () -> m.hessianVectorProduct(inputs, objective, Mode.EVAL, direction),
            words);
      }
    }
  }

  @Test
  default void rule6_04_parametersThatDoNotFitTheNetworkAreRejectedByName() {
    Rule rule = rule("6.4");
    Network net = Networks.mlp(Nonlinearity.TANH, true);
    Parameters good = draw(rule).parameters(net);
    Map<String, Tensor> missing = new LinkedHashMap<>(good.asMap());
    missing.remove("fc2.weight_g");
    Map<String, Tensor> superfluous = new LinkedHashMap<>(good.asMap());
    superfluous.put("fc9.weight", Tensor.zeros(Shape.of(1)));
    Map<String, Tensor> transposed = new LinkedHashMap<>(good.asMap());
    transposed.put("fc1.weight_v", Tensor.zeros(Shape.of(7, 17)));
    compileFails(rule, net, missing, "fc2.weight_g");
    compileFails(rule, net, superfluous, "fc9.weight");
    compileFails(rule, net, transposed, "fc1.weight_v");
  }

  private void compileFails(Rule rule, Network net, Map<String, Tensor> wrong, String name) {
    rule.fails(
        "compile with a wrong '" + name + "'",
        InvalidInputException.class,
        () -> backend().compile(net, Parameters.of(wrong), options()).close(),
        name);
  }

  @Test
  default void rule6_07_directionsThatDoNotFitAreRejectedByName() {
    Rule rule = rule("6.7");
    if (!declaresHvp()) {
      CapabilityContract.refusesHvp(this, rule("6.5"));
      return;
    }
    Draw draw = draw(rule);
    Network net =
        Networks.of(
            "flattened", Shape.of(3), new Flatten("flat"), Networks.dense("fc", 2, true, false));
    Case c = Case.of(net, 3, draw);
    Tensor weight = draw.centered(Shape.of(2, 3), 1);
    Tensor bias = draw.centered(Shape.of(2), 1);
    Map<String, Tensor> transposed =
        Map.of("fc.weight", draw.centered(Shape.of(3, 2), 1), "fc.bias", bias);
    try (Model model = backend().compile(net, c.parameters(), options())) {
      for (var wrong : List.of(Map.of("fc.weight", weight), transposed)) {
        String named = wrong.size() == 1 ? "fc.bias" : "fc.weight";
        rule.fails(
            "a direction with a wrong '" + named + "'",
            InvalidInputException.class,
            () ->
                model.hessianVectorProduct(
                    c.inputs(), c.objective(), c.mode(), Parameters.of(wrong)),
            named);
      }
    }
  }
}
