package org.initlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class FalseFailureTest {
  @Test
  void deviationsAreNormalQuantiles() {
    // √2·erfinv(1 − rate), mpmath.
    assertThat(FalseFailure.deviations(0.05)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(FalseFailure.deviations(1e-4)).isCloseTo(3.890591886413094, within(1e-12));
    assertThat(FalseFailure.deviations(1e-4, 20)).isCloseTo(4.564787730280884, within(1e-12));
  }

  @Test
  void atItsUpperBoundFivePassesAreAChanceOfOneInTwenty() {
    assertThat(FalseFailure.counted(0)).isEqualTo(1);
    double rate = FalseFailure.counted(5);
    assertThat(Math.pow(1 - rate, 5)).isCloseTo(0.05, within(1e-15));
  }

  @Test
  void ratesOutsideZeroToOneAreRefused() {
    assertThatThrownBy(() -> FalseFailure.deviations(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("false-failure rate must be in (0, 1), was 0.0");
    assertThatThrownBy(() -> FalseFailure.deviations(Double.NaN))
        .isInstanceOf(InvalidInputException.class);
  }
}
