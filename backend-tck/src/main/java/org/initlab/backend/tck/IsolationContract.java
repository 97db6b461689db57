package org.initlab.backend.tck;

import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 1, second half: models do not disturb one another, and threads are free. */
public interface IsolationContract extends ContractSubject {
  @Test
  default void rule1_11_closingTwiceDoesNothingAndLeavesOtherModelsAlone() {
    Rule rule = rule("1.11");
    Case c = Case.of(Networks.cnn(Nonlinearity.TANH, true), 3, draw(rule)).in(best());
    Model first = backend().compile(c.network(), c.parameters(), options());
    try (Model second = backend().compile(c.network(), c.parameters(), options())) {
      first.forward(c.inputs(), Mode.TRAIN, Recorder.ofAll());
      first.close();
      first.close();
      agreement(rule).forward(c, best(), second);
      agreement(rule).gradients(c, best(), second);
    }
  }

  @Test
  default void rule1_12_modelsDoNotDisturbOneAnother() {
    Rule rule = rule("1.12");
    Draw draw = draw(rule);
    for (Precision mine : precisions()) {
      for (Precision others : precisions()) {
        Case a = Case.of(Networks.resnet(Nonlinearity.TANH), 3, draw).in(mine);
        Case b = Case.of(Networks.resnet(Nonlinearity.TANH), 5, draw).in(others);
        Agreement agreement = agreement(rule);
        try (Model one = backend().compile(a.network(), a.parameters(), CompileOptions.cpu(mine));
            Model two =
                backend().compile(b.network(), b.parameters(), CompileOptions.cpu(others))) {
          two.accumulate(b.inputs(), b.objective(), 1);
          agreement.forward(a, mine, one);
          two.update(new UpdateRule.Sgd(0.1, 0.9, 0));
          agreement.gradients(a, mine, one);
          one.accumulate(a.inputs(), a.objective(), 1);
          Case moved = b.with(two.parameters());
          agreement.forward(moved, others, two);
          agreement.gradients(moved, others, two);
        }
      }
    }
  }

  @Test
  default void rule1_13_aModelWorksOnAnotherThreadThanTheOneThatCompiledIt() {
    Rule rule = rule("1.13");
    Case c = Case.of(Networks.cnn(Nonlinearity.TANH, false), 3, draw(rule)).in(best());
    try (Model model = backend().compile(c.network(), c.parameters(), options())) {
      agreement(rule).gradients(c, best(), model);
      Threads.run(rule, () -> agreement(rule).gradients(c, best(), model));
      Threads.run(rule, () -> agreement(rule).forward(c, best(), model));
      agreement(rule).gradients(c, best(), model);
    }
  }

  @Test
  default void rule1_14_twoThreadsUseAModelEachAtTheSameTime() {
    Rule rule = rule("1.14");
    Draw draw = draw(rule);
    Case a = Case.of(Networks.cnn(Nonlinearity.TANH, false), 3, draw).in(best());
    Case b = Case.of(Networks.mlp(Nonlinearity.GELU, true), 7, draw).in(best());
    Threads.run(rule, () -> repeatedly(rule, a), () -> repeatedly(rule, b));
  }

  @Test
  default void rule1_15_borrowedParametersAreReadAndNeverWritten() {
    Rule rule = rule("1.15");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      Case c = Case.of(Networks.resnet(Nonlinearity.TANH), 3, draw).in(precision);
      Parameters copy = c.parameters().map(t -> Tensor.of(t.shape(), t.data().clone()));
      CompileOptions borrowing = options(precision).borrowingParameters();
      try (Model model = backend().compile(c.network(), c.parameters(), borrowing);
          Model owning = backend().compile(c.network(), copy, options(precision))) {
        agreement(rule).forward(c, precision, model);
        agreement(rule).gradients(c, precision, model);
        for (int k = 0; k < 2; k++) {
          model.step(c.inputs(), c.objective(), new UpdateRule.Sgd(0.1, 0.9, 0));
          owning.step(c.inputs(), c.objective(), new UpdateRule.Sgd(0.1, 0.9, 0));
        }
        LifecycleContract.sameParameters(rule, "the caller's, borrowed", copy, c.parameters());
        agreement(rule).forward(c.with(model.parameters()), precision, model);
        Parameters expected = owning.parameters();
        for (String name : expected.names()) {
          // Two steps of size 0.1 are of order 1, as the parameters are.
          String what = "'" + name + "' after two steps from borrowed parameters";
          double bound = 1e3 * precision.unitRoundoff();
          rule.close(what, expected.get(name), model.parameters().get(name), bound);
        }
      }
    }
  }

  private void repeatedly(Rule rule, Case c) {
    for (int k = 0; k < 10; k++) {
      try (Model model = backend().compile(c.network(), c.parameters(), options())) {
        for (int call = 0; call < 5; call++) {
          agreement(rule).forward(c, best(), model);
          agreement(rule).gradients(c, best(), model);
        }
      }
    }
  }
}
