package org.initlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class LayerCaseTest {
  /** Every weight is used once for every sample and output position: a multiply and an add. */
  @Test
  void operationsFollowFromTheWeights() {
    for (LayerCase c : LayerCase.all()) {
      long weights = weights(c.with()) - weights(c.without());
      assertThat(c.flop())
          .as(c.name())
          .isEqualTo(2.0 * c.batch() * positions(c.with()) * weights / c.layers());
    }
  }

  private static long weights(Network network) {
    return network.parameters().stream().mapToLong((ParameterSpec p) -> p.shape().size()).sum();
  }

  /** Of the output of the first layer, which all others have too. */
  private static int positions(Network network) {
    Layer first = network.layers().get(0);
    Shape out = first.outputShape(network.input());
    return first instanceof Conv2d ? out.size() / out.dim(0) : 1;
  }

  @Test
  void everyDirectionOfEveryBackendIsTimedInEveryRound() {
    LayerCase small =
        LayerCase.all().stream().filter(c -> c.name().equals("dense 32x64")).findFirst().get();
    List<Backend> backends = List.of(new NativeBackend(), NativeBackend.scalar());
    LayerTimer.Result result =
        new LayerTimer(2, 0.01).time(small, backends, CompileOptions.cpu(Precision.FLOAT32));
    assertThat(result.backends()).containsExactly("native", "native");
    assertThat(result.peak()).hasSize(2);
    for (double flops : result.peak()) assertThat(flops).isGreaterThan(1e8);
    for (double[][] of : result.seconds()) {
      assertThat(of).hasNumberOfRows(3);
      // Differences of two times, so that noise may make them negative, but never exactly nothing.
      for (double[] rounds : of) {
        assertThat(rounds).hasSize(2);
        for (double seconds : rounds) assertThat(seconds).isFinite().isNotZero();
      }
    }
  }
}
