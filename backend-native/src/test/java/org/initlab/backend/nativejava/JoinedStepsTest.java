package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.ProbePoint.Kind;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A layer and the activation after it run forward as one unless somebody looks at the state
 * between: outputs and gradients have the same bits whoever looks at what.
 */
class JoinedStepsTest {
  static Stream<Network> networks() {
    List<Network> networks = new ArrayList<>(Zoo.all());
    for (Nonlinearity function : Nonlinearity.values()) {
      if (function != Nonlinearity.CRELU) networks.add(Zoo.mlp(function, true));
    }
    return networks.stream();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whoeverLooks(Network network) {
    for (Precision precision : Precision.values()) {
      for (Memory memory : Memory.values()) {
        CompileOptions options = CompileOptions.cpu(precision).withMemory(memory);
        List<Tensor> unseen = run(network, options, Probe.NONE);
        assertThat(run(network, options, new Looker(Set.of(Kind.values())))).isEqualTo(unseen);
        assertThat(run(network, options, new Looker(Set.of(Kind.HIDDEN)))).isEqualTo(unseen);
        assertThat(run(network, options, new Looker(Set.of(Kind.PRE_ACTIVATION))))
            .isEqualTo(unseen);
      }
    }
  }

  /** Wants states of some kinds. */
  private record Looker(Set<Kind> kinds) implements Probe {
    @Override
    public boolean wants(ProbePoint point) {
      return kinds.contains(point.kind());
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      // Looking is enough.
    }
  }

  private static List<Tensor> run(Network network, CompileOptions options, Probe probe) {
    Samples samples = new Samples(4);
    Parameters parameters = samples.parameters(network);
    Tensor x = samples.batch(network, 6);
    Objective objective =
        new Objective.MeanSquaredError(samples.tensor(network.output().batched(6)));
    List<Tensor> numbers = new ArrayList<>();
    try (Model model = new NativeBackend().compile(network, parameters, options)) {
      numbers.add(model.forward(x, Mode.EVAL, probe));
      GradientRequest both = new GradientRequest(true, true, Probe.NONE);
      Gradients gradients = model.gradients(x, objective, Mode.TRAIN, both, probe);
      numbers.addAll(gradients.parameters().orElseThrow().asMap().values());
      numbers.add(gradients.input().orElseThrow());
    }
    return numbers;
  }
}
