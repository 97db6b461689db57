package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.GradientRequest;
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
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chapter 8, second half: depth and memory. */
public interface ResourceContract extends ContractSubject {
  @Test
  default void rule8_03_passesThroughOneThousandLayersOnASmallStack() {
    deep(rule("8.3"), 1_000);
  }

  @Test
  @Tag("slow")
  default void rule8_05_passesThroughTenThousandLayersOnASmallStack() {
    deep(rule("8.5"), 10_000);
  }

  private void deep(Rule rule, int layers) {
    Draw draw = draw(rule);
    Network chain = Networks.deep(layers, 8, Nonlinearity.TANH);
    // Orthogonal weights and small inputs keep states and gradients of one size at any depth.
    Case straight =
        new Case(
            chain.name(),
            chain,
            reflections(chain, draw),
            draw.centered(Shape.of(3, 8), 0.01),
            draw.cotangent(chain, 3),
            Mode.TRAIN);
    Case around = Case.of(Networks.deepResidual(layers / 2, 8), 3, draw);
    for (Precision precision : precisions()) {
      for (Case c : List.of(straight, around)) {
        Threads.run(
            rule,
            () -> {
              agreement(rule).forward(c, precision);
              agreement(rule).gradients(c, precision);
            });
      }
    }
  }

  /** Householder reflections I − 2uuᵀ/‖u‖², which are orthogonal, and no biases. */
  private static Parameters reflections(Network net, Draw draw) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (ParameterSpec spec : net.parameters()) {
      Tensor value = Tensor.zeros(spec.shape());
      if (spec.kind() == ParameterSpec.Kind.WEIGHT) {
        double[] u = draw.centered(Shape.of(spec.fanIn()), 1).data();
        double norm2 = 0;
        for (double v : u) norm2 += v * v;
        for (int i = 0; i < u.length; i++) {
          for (int j = 0; j < u.length; j++) {
            value.data()[i * u.length + j] = (i == j ? 1 : 0) - 2 * u[i] * u[j] / norm2;
          }
        }
      }
      weights.put(spec.name(), value);
    }
    return Parameters.of(weights);
  }

  @Test
  default void rule8_04_memoryStaysFlatOverManyModelsAndManyCalls() {
    Rule rule = rule("8.4");
    cycles(rule, 200);
    calls(rule, 200);
  }

  @Test
  @Tag("slow")
  default void rule8_06_memoryStaysFlatOverTenThousandModels() {
    cycles(rule("8.6"), 10_000);
  }

  /** 4 MiB of weights in float64, so that a leak is far above what a JVM does by itself. */
  private static Network large() {
    return Networks.of(
        "large",
        Shape.of(724),
        Networks.dense("fc", 724, true, false),
        Networks.act("act", Nonlinearity.TANH));
  }

  private void cycles(Rule rule, int count) {
    Network net = large();
    Case c = Case.of(net, 1, draw(rule)).in(best());
    Runnable cycle =
        () -> {
          try (Model model = backend().compile(net, c.parameters(), options())) {
            model.forward(c.inputs(), Mode.EVAL, Probe.NONE);
            model.gradients(c.inputs(), c.objective(), Mode.EVAL, GradientRequest.PARAMETERS);
          }
        };
    flat(rule, count + " cycles of compile, forward, gradients and close", count, cycle);
  }

  private void calls(Rule rule, int count) {
    Network net = large();
    Draw draw = draw(rule);
    Case c = Case.of(net, 1, draw).in(best());
    Objective objective = draw.squaredError(net, 1);
    Parameters direction = draw.direction(net);
    try (Model model = backend().compile(net, c.parameters(), options())) {
      Runnable calls =
          () -> {
            model.forward(c.inputs(), Mode.TRAIN, Recorder.ofAll());
            model.gradients(c.inputs(), objective, Mode.TRAIN, GradientRequest.PARAMETERS);
            model.step(c.inputs(), objective, new UpdateRule.Sgd(1e-3, 0.9, 0));
            if (declaresHvp()) {
              model.hessianVectorProduct(c.inputs(), objective, Mode.TRAIN, direction);
            }
          };
      flat(rule, count + " calls on one model", count, calls);
    }
  }

  /** Requires flat memory over {@code count} runs after a tenth of them as a warm-up. */
  private void flat(Rule rule, String what, int count, Runnable work) {
    repeat(count / 10, work);
    MemoryUse before = MemoryUse.now();
    repeat(count, work);
    long weights = 724L * 724 * (best() == Precision.FLOAT64 ? Double.BYTES : Float.BYTES);
    MemoryUse.now().requireNoGrowth(rule, what, before, count * weights);
  }

  private static void repeat(int count, Runnable work) {
    for (int k = 0; k < count; k++) {
      work.run();
      // Garbage on the heap must not be what makes the process grow.
      if (k % 32 == 0) System.gc();
    }
  }
}
