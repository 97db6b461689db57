package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 8, first half: the same bits, or at least the same numbers, every time. */
public interface DeterminismContract extends ContractSubject {
  @Test
  default void rule8_01_repeatedRunsGiveTheSameBits() {
    Rule rule = rule("8.1");
    for (Precision precision : precisions()) {
      Case c = wide(draw(rule)).in(precision);
      CompileOptions options = CompileOptions.cpu(precision).withThreads(manyThreads());
      compare(rule, c, options, options, "a repeated run");
    }
  }

  @Test
  default void rule8_02_threadsDoNotChangeTheBits() {
    Rule rule = rule("8.2");
    for (Precision precision : precisions()) {
      Case c = wide(draw(rule)).in(precision);
      CompileOptions one = CompileOptions.cpu(precision);
      for (int threads : new int[] {3, manyThreads()}) {
        compare(rule, c, one, one.withThreads(threads), threads + " threads");
      }
    }
  }

  @Test
  default void rule8_07_checkpointsDoNotChangeTheBits() {
    Rule rule = rule("8.7");
    if (!declares(Capability.CHECKPOINTING)) {
      CapabilityContract.refusesCheckpointing(this, rule);
      return;
    }
    for (Precision precision : precisions()) {
      CompileOptions full = CompileOptions.cpu(precision);
      for (Network net :
          List.of(
              Networks.deep(20, 5, Nonlinearity.GELU),
              Networks.deepResidual(12, 5),
              Networks.resnet(Nonlinearity.TANH),
              Networks.residualMlp())) {
        Case c = Case.of(net, 3, draw(rule)).in(precision);
        compare(rule, c, full, full.withMemory(Memory.SMALL), "checkpoints");
      }
    }
  }

  /** Large enough that engines divide the work: 10⁵ to 10⁶ multiplications a layer. */
  private static Case wide(Draw draw) {
    Network net =
        Networks.of(
            "wide",
            Shape.of(3, 15, 13),
            Networks.conv("conv1", 17, 3, 1, 1, true, false),
            BatchNorm.of("bn"),
            Networks.act("act1", Nonlinearity.TANH),
            Networks.conv("conv2", 17, 3, 2, 1, true, true),
            Networks.act("act2", Nonlinearity.GELU),
            new Flatten("flat"),
            Networks.dense("fc1", 129, true, false),
            Networks.act("act3", Nonlinearity.SIGMOID),
            Networks.dense("fc2", 7, true, true));
    return Case.of(net, 17, draw);
  }

  private void compare(
      Rule rule, Case c, CompileOptions first, CompileOptions second, String what) {
    if (declares(Capability.BITWISE_REPRODUCIBLE)) {
      List<Tensor> expected = everything(rule, c, first);
      List<Tensor> actual = everything(rule, c, second);
      for (int k = 0; k < expected.size(); k++) {
        rule.sameBits(what + ": result " + k + " of " + c.what(), expected.get(k), actual.get(k));
      }
      return;
    }
    for (CompileOptions options : List.of(first, second)) {
      try (Model model = backend().compile(c.network(), c.parameters(), options)) {
        agreement(rule).forward(c, options.precision(), model);
        agreement(rule).gradients(c, options.precision(), model);
      }
    }
  }

  /** States, gradients, H·v if declared, and the parameters after two steps of training. */
  private List<Tensor> everything(Rule rule, Case c, CompileOptions options) {
    List<Tensor> all = new ArrayList<>();
    Recorder recorder = Recorder.ofAll();
    try (Model model = backend().compile(c.network(), c.parameters(), options)) {
      all.add(model.forward(c.inputs(), c.mode(), recorder));
      GradientRequest request = new GradientRequest(true, true, recorder);
      Gradients g = model.gradients(c.inputs(), c.objective(), c.mode(), request);
      all.add(Tensor.filled(Shape.of(1), g.loss()));
      g.parameters().ifPresent(p -> all.addAll(p.asMap().values()));
      g.input().ifPresent(all::add);
      if (declaresHvp()) {
        Parameters v = draw(rule).direction(c.network());
        Parameters product = model.hessianVectorProduct(c.inputs(), c.objective(), c.mode(), v);
        all.addAll(product.asMap().values());
      }
      for (int step = 0; step < 2; step++) {
        model.step(c.inputs(), c.objective(), new UpdateRule.Sgd(1e-3, 0.9, 1e-4));
      }
      all.addAll(model.parameters().asMap().values());
    }
    recorder.seen().forEach(s -> all.add(s.state()));
    return all;
  }
}
