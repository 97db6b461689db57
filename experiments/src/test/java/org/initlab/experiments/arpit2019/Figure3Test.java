package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Figure 3 at smoke scale with seed 1. For another seed its two growth checks fail with a
 * probability of 1e-4 each, and the one of divergence with at most the 0.04 that it states.
 */
class Figure3Test {
  private static final CompileOptions FLOAT32 = CompileOptions.cpu(Precision.FLOAT32);
  private static final Backend NATIVE = new NativeBackend();

  private static InMemoryContext context;
  private static Result result;

  @BeforeAll
  static void runOnce() {
    context = InMemoryContext.of(Scale.SMOKE, 1, FLOAT32, NATIVE);
    result = new Figure3().run(context);
  }

  private static List<String> failures(Result result) {
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }

  @Test
  void everyCheckPasses() {
    assertThat(failures(result)).isEmpty();
    assertThat(result.checks())
        .extracting(Check::id)
        .containsExactlyInAnyOrder("growth-n1", "growth-n4", "diverged-orthogonal-proposed-n1");
  }

  @Test
  void aRunInterruptedAfterAnyCellGoesOnToTheSameResult() {
    Map<String, Table> finished = new LinkedHashMap<>(context.units());
    String lost =
        finished.keySet().stream().filter(k -> k.startsWith("training/")).findFirst().orElseThrow();
    Table before = finished.remove(lost);
    InMemoryContext resumed = context.resumed(finished, NATIVE);
    new Figure3().run(resumed);
    assertThat(resumed.units().get(lost)).isEqualTo(before);
  }

  /**
   * A gain of a branch's last layer that is off by √1.5 multiplies a stage's energy by 1.2 and
   * more.
   */
  @Test
  void aWrongGainIsFound() {
    Backend wrong = AlteredBackend.ofWeights("native", NATIVE, Figure3Test::largerBranches);
    Map<String, Table> trained = new LinkedHashMap<>(context.units());
    trained.keySet().removeIf(k -> k.startsWith("norms/"));
    Result altered = new Figure3().run(context.resumed(trained, wrong));
    assertThat(failures(altered)).containsExactly("growth-n1", "growth-n4");
  }

  private static Parameters largerBranches(Parameters parameters) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (String name : parameters.names()) {
      Tensor value = parameters.get(name);
      if (name.endsWith("conv2.weight_g")) {
        double[] g = value.data().clone();
        for (int i = 0; i < g.length; i++) g[i] *= Math.sqrt(1.5);
        value = Tensor.of(value.shape(), g);
      }
      values.put(name, value);
    }
    return Parameters.of(values);
  }
}
