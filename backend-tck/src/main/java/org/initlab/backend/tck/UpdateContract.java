package org.initlab.backend.tck;

import java.util.List;
import org.initlab.backend.tck.oracle.OptimizerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 5, first half: what an update does to the parameters. */
public interface UpdateContract extends ContractSubject {
  int STEPS = 5;

  @Test
  default void rule5_01_sgdMatchesScalarArithmeticOverSeveralSteps() {
    Rule rule = rule("5.1");
    for (UpdateRule.Sgd sgd :
        List.of(
            UpdateRule.Sgd.of(0.1),
            new UpdateRule.Sgd(0.1, 0.9, 0),
            new UpdateRule.Sgd(0.1, 0, 0.2),
            new UpdateRule.Sgd(0.05, 0.5, 0.1))) {
      trajectories(rule, sgd, sgd.learningRate());
    }
  }

  @Test
  default void rule5_02_adamAndAdamWMatchScalarArithmeticOverSeveralSteps() {
    Rule rule = rule("5.2");
    // An ε this large makes an update Lipschitz in the gradient, by learningRate/ε, and shows where
    // ε is added; the usual 1e-8 turns the sign of a rounding error into a whole step.
    double epsilon = 0.05;
    for (boolean decoupled : new boolean[] {false, true}) {
      for (double decay : new double[] {0, 0.2}) {
        UpdateRule adam = new UpdateRule.Adam(0.02, 0.8, 0.95, epsilon, decay, decoupled);
        trajectories(rule, adam, 0.02 / epsilon);
      }
    }
    trajectories(rule, new UpdateRule.Adam(0.02, 0.9, 0.999, epsilon, 0.1, true), 0.02 / epsilon);
  }

  /**
   * @param slope how far an update moves for a change of the gradient by 1
   */
  private void trajectories(Rule rule, UpdateRule update, double slope) {
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net :
          List.of(Networks.mlp(Nonlinearity.TANH, true), Networks.cnn(Nonlinearity.SILU, false))) {
        Case c = Case.of(net.name() + ", " + update, net, 5, Mode.TRAIN, draw).in(precision);
        try (Model model = backend().compile(net, c.parameters(), options(precision))) {
          trajectory(rule, c, model, update, slope);
        }
      }
    }
  }

  private void trajectory(Rule rule, Case c, Model model, UpdateRule update, double slope) {
    OptimizerOracle optimizer = new OptimizerOracle();
    Parameters theta = c.parameters();
    UpdateBound bound = new UpdateBound(c, model.options().precision());
    for (int step = 1; step <= STEPS; step++) {
      Oracle.Differential d =
          new Oracle(c.network(), theta).gradients(c.inputs(), c.objective(), Mode.TRAIN);
      theta = optimizer.update(update, theta, d.parameters());
      double loss = model.step(c.inputs(), c.objective(), update);
      double allowed = bound.after(step, slope, d.parameters(), theta);
      // A cotangent's objective moves by at most Σ|∂L/∂θ| of what the parameters are off by.
      double lossAllowed =
          bound.loss(d.loss()) + allowed * Flat.of(d.parameters()).sumOfMagnitudes();
      rule.close(c.what() + ": objective before step " + step, d.loss(), loss, lossAllowed);
      sameWithin(rule, c.what() + " after step " + step, theta, model.parameters(), allowed);
    }
  }

  @Test
  default void rule5_03_accumulatedGradientsAddUpWithTheirWeights() {
    Rule rule = rule("5.3");
    Draw draw = draw(rule);
    Network net = Networks.mlp(Nonlinearity.TANH, true);
    for (Precision precision : precisions()) {
      Case a = Case.of(net, 5, draw).in(precision);
      Case b = Case.of(net, 3, draw).in(precision).with(a.parameters());
      for (double weight : new double[] {1, 0.25, -2, 0}) {
        try (Model model = backend().compile(net, a.parameters(), options(precision))) {
          model.accumulate(a.inputs(), a.objective(), 1);
          model.accumulate(b.inputs(), b.objective(), weight);
          model.update(UpdateRule.Sgd.of(0.5));
          Parameters first = gradient(a);
          Parameters sum = plus(first, weight, gradient(b));
          Parameters expected = plus(a.parameters(), -0.5, sum);
          double allowed = new UpdateBound(a, precision).after(1, 0.5, first, expected);
          String what = "gradients of two batches with weights 1 and " + weight;
          sameWithin(rule, what, expected, model.parameters(), (1 + Math.abs(weight)) * allowed);
        }
      }
    }
  }

  @Test
  default void rule5_04_anUpdateClearsTheAccumulatedGradient() {
    Rule rule = rule("5.4");
    Case c = Case.of(Networks.resnet(Nonlinearity.TANH), 3, draw(rule));
    try (Model model = backend().compile(c.network(), c.parameters(), options())) {
      model.step(c.inputs(), c.objective(), UpdateRule.Sgd.of(0.5));
      Parameters once = model.parameters();
      model.update(UpdateRule.Sgd.of(0.5));
      LifecycleContract.sameParameters(
          rule, "after an update without a gradient", once, model.parameters());
    }
  }

  @Test
  default void rule5_05_accumulateChangesNoParameterAndReturnsTheObjective() {
    Rule rule = rule("5.5");
    Network net = Networks.cnn(Nonlinearity.TANH, true);
    Case c = Case.of(net, 3, draw(rule)).in(best());
    try (Model model = backend().compile(net, c.parameters(), options())) {
      double loss =
          model.gradients(c.inputs(), c.objective(), Mode.TRAIN, GradientRequest.PARAMETERS).loss();
      double allowed = new UpdateBound(c, best()).loss(loss);
      for (double weight : new double[] {1, 0.5}) {
        double returned = model.accumulate(c.inputs(), c.objective(), weight);
        rule.close("objective of accumulate with weight " + weight, loss, returned, allowed);
      }
      LifecycleContract.sameParameters(
          rule, "after accumulate", c.parameters(), model.parameters());
    }
  }

  @Test
  default void rule5_07_optimizersKeepTheirStateByModel() {
    Rule rule = rule("5.7");
    Network net = Networks.mlp(Nonlinearity.TANH, false);
    Case c = Case.of(net, 5, draw(rule)).in(best());
    for (UpdateRule update :
        List.of(
            new UpdateRule.Sgd(0.1, 0.9, 0),
            new UpdateRule.Adam(0.02, 0.8, 0.95, 0.05, 0, false))) {
      try (Model used = backend().compile(net, c.parameters(), options())) {
        for (int k = 0; k < 3; k++) used.step(c.inputs(), c.objective(), update);
        try (Model fresh = backend().compile(net, c.parameters(), options())) {
          trajectory(rule, c, fresh, update, 0.4);
        }
      }
    }
  }

  private static Parameters gradient(Case c) {
    return c.oracle().gradients(c.inputs(), c.objective(), Mode.TRAIN).parameters();
  }

  /** a + scale · b for the arrays that b has. */
  private static Parameters plus(Parameters a, double scale, Parameters b) {
    Parameters sum = a;
    for (String name : b.names()) {
      double[] values = a.get(name).data().clone();
      for (int k = 0; k < values.length; k++) values[k] += scale * b.get(name).data()[k];
      sum = sum.with(name, Tensor.of(a.get(name).shape(), values));
    }
    return sum;
  }

  /** Requires every value within {@code allowed}. */
  static void sameWithin(
      Rule rule, String what, Parameters expected, Parameters actual, double allowed) {
    for (String name : expected.names()) {
      rule.close("'" + name + "' " + what, expected.get(name), actual.get(name), allowed, 1);
    }
  }
}
