package org.initlab.experiments.pennington2017;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Scale;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.Test;

/** The experiments that train, at smoke scale with seed 1. */
class LearningSpeedTest {
  private static final Backend NATIVE = new NativeBackend();

  /** Weights and biases 10 % smaller: the critical networks become ordered, χ₁ = 0.81. */
  private static final Backend ORDERED =
      AlteredBackend.ofWeights(
          "native",
          NATIVE,
          parameters ->
              parameters.map(
                  t -> {
                    double[] data = t.data().clone();
                    for (int i = 0; i < data.length; i++) data[i] *= 0.9;
                    return Tensor.of(t.shape(), data);
                  }));

  private static List<String> failures(Experiment experiment, Backend backend) {
    InMemoryContext context =
        InMemoryContext.of(Scale.SMOKE, 1, CompileOptions.cpu(Precision.FLOAT32), backend);
    return experiment.run(context).checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }

  @Test
  void isometricNetworksLearnFirst() {
    assertThat(failures(new LearningSpeed(), NATIVE)).isEmpty();
  }

  @Test
  void aHundredLayersTrainAtTheEdgeOfChaos() {
    assertThat(failures(new HundredLayers(), NATIVE)).isEmpty();
  }

  @Test
  void aHundredOrderedLayersDoNot() {
    assertThat(failures(new HundredLayers(), ORDERED)).containsExactly("critical-trains");
  }
}
