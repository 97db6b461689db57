package org.initlab.experiments.xiao2018;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.initlab.experiments.SmokeRun.NATIVE;
import static org.initlab.experiments.SmokeRun.failures;

import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.SmokeRun;
import org.initlab.experiments.meanfield.RandomMlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The experiments at smoke scale, seed 1. */
class Xiao2018Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xiao2018-delta-orthogonal",
        "xiao2018-depth-scales",
        "xiao2018-mnist-demo",
        "xiao2018-accuracy-map",
        "xiao2018-ten-thousand-layers"
      })
  void everyCheckPasses(String id) {
    Result result = SmokeRun.of(id, NATIVE);
    assertThat(failures(result)).isEmpty();
    assertThat(result.checks()).extracting(Check::id).doesNotHaveDuplicates().isNotEmpty();
    assertThat(result.figures()).hasSize(1);
  }

  /** A gain off by 1e-4 is ten times what float32 may be off. */
  @Test
  void aGainOffByATenThousandthIsCaught() {
    Result wrong = SmokeRun.of("xiao2018-delta-orthogonal", SmokeRun.withScaledWeights(1 + 1e-4));
    assertThat(failures(wrong)).containsExactly("keeps-norms-float64", "keeps-norms-float32");
  }

  @Test
  void aWrongVarianceMovesEveryDepthScale() {
    assertThat(failures(SmokeRun.of("xiao2018-depth-scales", SmokeRun.withScaledWeights(1.5))))
        .containsExactly("uniform-kernel", "delta-kernel");
  }

  /** 0.85⁵⁰ = 3e-4: neither the signal nor the gradient is of the same order any more. */
  @Test
  void aDeepNetworkOffTheCriticalPointIsCaught() {
    Result wrong =
        SmokeRun.of(
            "xiao2018-ten-thousand-layers",
            AlteredBackend.ofWeights("native", NATIVE, Xiao2018Test::tooSmall));
    assertThat(failures(wrong)).contains("signal-near-fixed-point", "gradient-passes");
  }

  private static Parameters tooSmall(Parameters p) {
    Parameters result = p;
    for (String name : p.names()) {
      if (name.endsWith(".weight")) result = Alterations.scaled(result, name, 0.85);
    }
    return result;
  }

  /**
   * The block-circulant matrix is a circular convolution: turning the ring turns the output. Sums
   * of 3·4 terms in float64 in another order: below 1e-13.
   */
  @Test
  void theRingTurns() {
    Ring ring = new Ring(6, 4, 3);
    Network network = ring.network(2);
    Parameters drawn = ring.draw(network, 1.3, 0.2, new Seed(3));
    Tensor x = RandomMlp.normals(network.input().batched(1), new Seed(4).stream("x"));
    try (Model model = NATIVE.compile(network, drawn, CompileOptions.cpu(Precision.FLOAT64))) {
      double[] y = output(model, x);
      double[] turned = output(model, turned(x));
      for (int i = 0; i < y.length; i++) {
        assertThat(turned[(i + 4) % y.length]).isCloseTo(y[i], within(1e-13));
      }
    }
  }

  /** By one site of four channels. */
  private static Tensor turned(Tensor x) {
    double[] t = new double[x.size()];
    for (int i = 0; i < t.length; i++) t[(i + 4) % t.length] = x.data()[i];
    return Tensor.of(x.shape(), t);
  }

  private static double[] output(Model model, Tensor x) {
    return model.forward(x, Mode.EVAL, Probe.NONE).data();
  }
}
