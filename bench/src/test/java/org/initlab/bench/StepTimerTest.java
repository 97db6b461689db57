package org.initlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class StepTimerTest {
  /** The second backend is three times as slow in every round, whatever the round. */
  @Test
  void speedIsTheMedianOfTheRoundsRatios() {
    Measurement fast = new Measurement("w", "a", 10, new double[] {1, 2, 8});
    Measurement slow = new Measurement("w", "b", 10, new double[] {3, 6, 24});
    assertThat(fast.speedAgainst(slow)).isEqualTo(3);
    assertThat(slow.speedAgainst(fast)).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(fast.samplesPerSecond()).isEqualTo(5);
  }

  @Test
  void everyBackendIsTimedInEveryRound() {
    var network = Architectures.cnn(Shape.of(3, 8, 8), 4, 3, 10, ArchitectureOptions.WEIGHT_NORM);
    Workload small = new Workload("small", network, "he", 4);
    List<Backend> backends = List.of(new NativeBackend(), new NativeBackend());
    List<Measurement> result =
        new StepTimer(2, 0.001).time(small, backends, CompileOptions.cpu(Precision.FLOAT32));
    assertThat(result).hasSize(2);
    for (Measurement m : result) {
      assertThat(m.seconds()).hasSize(2);
      for (double s : m.seconds()) assertThat(s).isPositive().isLessThan(10);
    }
  }
}
