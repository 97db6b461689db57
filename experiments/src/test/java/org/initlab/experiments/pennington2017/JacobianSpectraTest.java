package org.initlab.experiments.pennington2017;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.Test;

/**
 * Spectra at smoke scale with seed 1. For another seed every check of a variance or a tanh
 * network's edge fails with a probability of 1e-4.
 */
class JacobianSpectraTest {
  private static final Backend NATIVE = new NativeBackend();

  private static List<String> failures(Backend backend) {
    InMemoryContext context =
        InMemoryContext.of(Scale.SMOKE, 1, CompileOptions.cpu(Precision.FLOAT64), backend);
    Result result = new JacobianSpectra().run(context);
    assertThat(result.checks()).hasSizeGreaterThan(10);
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }

  @Test
  void spectraAreAsPredicted() {
    assertThat(failures(NATIVE)).isEmpty();
  }

  /** Weights 2 % larger: every edge is 1.02^L times as large. */
  @Test
  void weightsOffCriticalityAreFound() {
    Backend larger =
        AlteredBackend.ofWeights(
            "native",
            NATIVE,
            parameters ->
                parameters.map(
                    t -> {
                      double[] data = t.data().clone();
                      for (int i = 0; i < data.length; i++) data[i] *= 1.02;
                      return Tensor.of(t.shape(), data);
                    }));
    assertThat(failures(larger))
        .contains(
            "tanh-orthogonal-largest-4",
            "tanh-orthogonal-largest-16",
            "hard-tanh-orthogonal-largest-4",
            "hard-tanh-orthogonal-largest-64");
  }
}
