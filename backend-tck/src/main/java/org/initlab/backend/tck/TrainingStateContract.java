package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 5, third part: what a training run sees of a model, and how it is taken up again. */
public interface TrainingStateContract extends ContractSubject {
  @Test
  default void rule5_09_accumulateShowsTheStatesOfItsForwardPass() {
    Rule rule = rule("5.9");
    Network net = Networks.resnet(Nonlinearity.TANH);
    Case c = Case.of(net, 3, draw(rule)).in(best());
    ErrorBound bounds = ErrorBound.of(net, c.samples(), best());
    UpdateRule.Sgd update = UpdateRule.Sgd.of(0.5);
    try (Model watched = backend().compile(net, c.parameters(), options());
        Model unwatched = backend().compile(net, c.parameters(), options())) {
      Recorder expected = Recorder.ofAll();
      watched.forward(c.inputs(), Mode.TRAIN, expected);
      Recorder shown = Recorder.ofAll();
      watched.accumulate(c.inputs(), c.objective(), 1, shown);
      rule.same("indices shown by accumulate", expected.indices(), shown.indices());
      for (ProbePoint point : net.probePoints()) {
        String what = "state of '" + point.layer() + "' shown by accumulate";
        Tensor state = expected.at(point, what, rule);
        rule.close(what, state, shown.at(point, what, rule), bounds.state(point));
      }
      unwatched.accumulate(c.inputs(), c.objective(), 1);
      watched.update(update);
      unwatched.update(update);
      Parameters plain = unwatched.parameters();
      double allowed =
          new UpdateBound(c, best()).after(1, update.learningRate(), gradient(c), plain);
      UpdateContract.sameWithin(
          rule, "after a step that was watched", plain, watched.parameters(), allowed);
    }
  }

  @Test
  default void rule5_10_gradientNormIsThatOfTheAccumulatedGradient() {
    Rule rule = rule("5.10");
    Draw draw = draw(rule);
    Network net = Networks.cnn(Nonlinearity.TANH, true);
    for (Precision precision : precisions()) {
      Case a = Case.of(net, 5, draw).in(precision);
      Case b = Case.of(net, 3, draw).in(precision).with(a.parameters());
      try (Model model = backend().compile(net, a.parameters(), options(precision))) {
        rule.close("gradient norm of a fresh model", 0, model.gradientNorm(), 0);
        model.accumulate(a.inputs(), a.objective(), 1);
        model.accumulate(b.inputs(), b.objective(), -0.5);
        Parameters first = gradient(a);
        Parameters second = gradient(b);
        double squares = 0;
        long values = 0;
        for (String name : first.names()) {
          double[] x = first.get(name).data();
          double[] y = second.get(name).data();
          for (int k = 0; k < x.length; k++) squares += Math.pow(x[k] - 0.5 * y[k], 2);
          values += x.length;
        }
        // Off by at most the norm of the gradient's error, every value of which is within the
        // bound.
        double allowed =
            Math.sqrt(values)
                * (new UpdateBound(a, precision).after(1, 1, first, first)
                    + new UpdateBound(b, precision).after(1, 0.5, second, second));
        double norm = model.gradientNorm();
        rule.close("gradient norm", Math.sqrt(squares), norm, allowed);
        rule.close("gradient norm asked for again", norm, model.gradientNorm(), 0);
        model.update(UpdateRule.Sgd.of(0.1));
        rule.close("gradient norm after an update", 0, model.gradientNorm(), 0);
      }
    }
  }

  @Test
  default void rule5_11_aModelWithRestoredStateGoesOnAsTheOtherWould() {
    Rule rule = rule("5.11");
    Draw draw = draw(rule);
    Network net = Networks.cnn(Nonlinearity.TANH, true);
    for (Precision precision : precisions()) {
      for (UpdateRule update :
          List.of(
              UpdateRule.Sgd.of(0.1),
              new UpdateRule.Sgd(0.1, 0.9, 0.01),
              new UpdateRule.Adam(0.02, 0.8, 0.95, 0.05, 0.1, true))) {
        Case c = Case.of(net.name() + ", " + update, net, 5, Mode.TRAIN, draw).in(precision);
        goesOn(rule, c, update, precision);
      }
    }
  }

  private void goesOn(Rule rule, Case c, UpdateRule update, Precision precision) {
    try (Model first = backend().compile(c.network(), c.parameters(), options(precision))) {
      for (int k = 0; k < 2; k++) first.step(c.inputs(), c.objective(), update);
      Parameters parameters = first.parameters();
      OptimizerState state = first.optimizerState();
      try (Model second = backend().compile(c.network(), parameters, options(precision))) {
        second.accumulate(c.inputs(), c.objective(), 1); // restore forgets it
        second.restore(state);
        rule.require(
            second.optimizerState().equals(state),
            c.what() + ": a restored state must be handed out with the same bits");
        double allowed = 0;
        for (int k = 0; k < 2; k++) {
          Parameters gradients = gradient(c.with(first.parameters()));
          first.step(c.inputs(), c.objective(), update);
          second.step(c.inputs(), c.objective(), update);
          allowed = new UpdateBound(c, precision).after(k + 1, 1, gradients, first.parameters());
        }
        String what = "two steps after a restart, " + c.what();
        if (declares(Capability.BITWISE_REPRODUCIBLE)) allowed = 0;
        UpdateContract.sameWithin(rule, what, first.parameters(), second.parameters(), allowed);
      }
    }
  }

  @Test
  default void rule6_11_statesThatDoNotFitTheNetworkAreRejectedByName() {
    Rule rule = rule("6.11");
    Network net = Networks.mlp(Nonlinearity.TANH, true);
    Case c = Case.of(net, 3, draw(rule)).in(best());
    UpdateRule update = new UpdateRule.Sgd(0.1, 0.9, 0);
    try (Model model = backend().compile(net, c.parameters(), options())) {
      model.step(c.inputs(), c.objective(), update);
      OptimizerState good = model.optimizerState();
      Map<String, Tensor> missing = new LinkedHashMap<>(good.momentum().asMap());
      missing.remove("fc2.weight_g");
      Map<String, Tensor> transposed = new LinkedHashMap<>(good.momentum().asMap());
      transposed.put("fc1.weight_v", Tensor.zeros(Shape.of(7, 17)));
      restoreFails(rule, model, missing, "fc2.weight_g");
      restoreFails(rule, model, transposed, "fc1.weight_v");
      rule.require(
          model.optimizerState().equals(good), "a rejected state must leave the model's as it was");
    }
  }

  private static void restoreFails(Rule rule, Model model, Map<String, Tensor> wrong, String name) {
    Parameters none = Parameters.of(Map.of());
    OptimizerState state = new OptimizerState(0, Parameters.of(wrong), none, none);
    rule.fails(
        "restore of a wrong '" + name + "'",
        InvalidInputException.class,
        () -> model.restore(state),
        name);
  }

  private static Parameters gradient(Case c) {
    return c.oracle().gradients(c.inputs(), c.objective(), Mode.TRAIN).parameters();
  }
}
