package org.initlab.experiments.balduzzi2017;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.initlab.experiments.SmokeRun.NATIVE;
import static org.initlab.experiments.SmokeRun.failures;

import java.util.Arrays;
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
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.SmokeRun;
import org.initlab.experiments.meanfield.RandomMlp;
import org.junit.jupiter.api.Test;

/** The experiments at smoke scale, seed 1; checks on random networks have a rate of 1e-4 each. */
class Balduzzi2017Test {
  @Test
  void gradientsShatterWhereTheyShould() {
    Result right = SmokeRun.of("balduzzi2017-autocorrelation", NATIVE);
    assertThat(failures(right)).isEmpty();
    assertThat(right.checks()).extracting(Check::id).doesNotHaveDuplicates().hasSize(5);
    assertThat(right.figures().get(0).panels()).hasSize(6);
  }

  /** Gradients of a network without ReLUs are the same everywhere: nothing decays. */
  @Test
  void correlationsDecayAsPredictedAndOnlyThroughMasks() {
    Result right = SmokeRun.of("balduzzi2017-correlation-decay", NATIVE);
    assertThat(failures(right)).isEmpty();
    Result linear =
        SmokeRun.of(
            "balduzzi2017-correlation-decay",
            AlteredBackend.ofGradients("native", NATIVE, Alterations::withoutMasks));
    assertThat(failures(linear)).contains("uncentred", "feed-forward", "residual");
  }

  @Test
  void looksLinearIsLinearAndTrains() {
    Result right = SmokeRun.of("balduzzi2017-looks-linear", NATIVE);
    assertThat(failures(right)).isEmpty();
    assertThat(right.checks()).hasSize(5);
    // Weights that are rounded stay mirrored; weights that are not mirrored are noticed.
    Result wrong =
        SmokeRun.of(
            "balduzzi2017-looks-linear",
            AlteredBackend.ofWeights("native", NATIVE, Balduzzi2017Test::unmirrored));
    assertThat(failures(wrong)).contains("linear-at-depth-5", "linear-at-depth-100");
  }

  private static Parameters unmirrored(Parameters p) {
    String name = "model.2.weight";
    double[] w = p.get(name).data().clone();
    w[0] += 0.1;
    return p.with(name, Tensor.of(p.get(name).shape(), w));
  }

  /**
   * With frozen statistics the derivative is that of a function of one sample: compared with a
   * central difference of the same frozen function. Error: 1e-10 from the difference's rounding.
   */
  @Test
  void gradientsAreThoseOfTheFrozenNetwork() {
    Network network = Kind.FEED_FORWARD.network(3, 8, 3);
    CompileOptions options = CompileOptions.cpu(Precision.FLOAT64);
    Seed seed = new Seed(5);
    Tensor x = RandomMlp.normals(Shape.of(6, 3), seed.stream("x"));
    Parameters drawn = InputGradients.draw(network, 0, seed);
    Parameters frozen = InputGradients.frozen(network, drawn, x, NATIVE, options);
    double[] gradient = InputGradients.of(network, drawn, x, NATIVE, options).data();
    double h = 1e-6;
    try (Model model = NATIVE.compile(network, frozen, options)) {
      for (int i = 0; i < x.size(); i++) {
        double up = output(model, x, i, h);
        double down = output(model, x, i, -h);
        assertThat(gradient[i]).isCloseTo((up - down) / (2 * h), within(1e-8));
      }
    }
  }

  private static double output(Model model, Tensor x, int i, double h) {
    double[] moved = x.data().clone();
    moved[i] += h;
    Tensor y = model.forward(Tensor.of(x.shape(), moved), Mode.EVAL, Probe.NONE);
    return Arrays.stream(y.data()).sum();
  }
}
