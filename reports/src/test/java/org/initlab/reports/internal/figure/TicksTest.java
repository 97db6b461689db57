package org.initlab.reports.internal.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void linearTicksAreRound() {
    assertThat(labels(Ticks.linear(0, 1, 6, false)))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(Ticks.linear(-0.3, 0.31, 4, false))).containsExactly("−0.2", "0", "0.2");
    assertThat(labels(Ticks.linear(0.4, 20.6, 5, true))).containsExactly("5", "10", "15", "20");
    assertThat(labels(Ticks.linear(1, 3, 20, true))).containsExactly("1", "2", "3");
    assertThat(labels(Ticks.linear(0, 2.1e5, 5, false)))
        .containsExactly("0", "0.5×10^{5}", "1.0×10^{5}", "1.5×10^{5}", "2.0×10^{5}");
    assertThat(labels(Ticks.linear(1e-7, 3e-7, 3, false)))
        .containsExactly("1×10^{-7}", "2×10^{-7}", "3×10^{-7}");
  }

  @Test
  void decadesAreLabelledAndDivided() {
    List<Tick> ticks = Ticks.logarithmic(0.05, 200, 9);
    assertThat(labels(ticks)).containsExactly("0.1", "1", "10", "100");
    assertThat(ticks)
        .filteredOn(t -> !t.isMajor())
        .extracting(Tick::value)
        .contains(0.05, 0.5, 200.0);
    assertThat(labels(Ticks.logarithmic(1e-9, 1e9, 6)))
        .containsExactly("10^{-8}", "10^{-4}", "10^{0}", "10^{4}", "10^{8}");
  }

  @Test
  void lessThanTwoPowersGetOneTwoFiveOrRoundValues() {
    assertThat(labels(Ticks.logarithmic(0.3, 8, 9))).containsExactly("0.5", "1", "2", "5");
    assertThat(labels(Ticks.logarithmic(1.4, 2.05, 9))).containsExactly("1.4", "1.6", "1.8", "2.0");
    assertThat(labels(Ticks.logarithmic(2e-7, 8e-6, 9)))
        .containsExactly("2×10^{-7}", "5×10^{-7}", "1×10^{-6}", "2×10^{-6}", "5×10^{-6}");
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().filter(Tick::isMajor).map(Tick::label).toList();
  }
}
