package org.initlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.UnavailableException;
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
    CompileOptions options = CompileOptions.cpu(Precision.FLOAT32);
    try (Contestant first = new BackendContestant(new NativeBackend(), small, options);
        Contestant second = new BackendContestant(new NativeBackend(), small, options)) {
      List<Measurement> result = new StepTimer(2, 0.001).time(small, List.of(first, second));
      assertThat(result).hasSize(2);
      for (Measurement m : result) {
        assertThat(m.seconds()).hasSize(2);
        for (double s : m.seconds()) assertThat(s).isPositive().isLessThan(10);
      }
    }
  }

  /** A program that takes as many seconds per step as it is told to do steps. */
  @Test
  void peersAreToldToRunByALineEach() {
    List<String> command = List.of("sh", "-c", "echo ready $0; while read n; do echo $n; done");
    List<String> named = new ArrayList<>(command);
    named.add("a-network");
    try (PeerContestant peer = new PeerContestant("peer", named)) {
      assertThat(peer.description()).isEqualTo("ready a-network");
      assertThat(peer.secondsPerStep(3)).isEqualTo(3);
      assertThat(peer.secondsPerStep(1)).isEqualTo(1);
    }
  }

  @Test
  void aPeerThatEndsIsNamed() {
    assertThatThrownBy(() -> new PeerContestant("peer", List.of("true")))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("peer peer ended instead of answering: true");
  }
}
