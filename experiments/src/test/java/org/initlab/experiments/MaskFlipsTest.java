package org.initlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskFlipsTest {
  @Test
  void quantilesOfThePoissonDistribution() {
    // The tail summed term by term with mpmath.
    assertThat(MaskFlips.atMost(1e-9)).isZero();
    assertThat(MaskFlips.atMost(1e-4)).isEqualTo(1);
    assertThat(MaskFlips.atMost(1)).isEqualTo(9);
    assertThat(MaskFlips.atMost(20)).isEqualTo(45);
  }

  @Test
  void float64NeedsNoAllowance() {
    // 20 layers of 1000 units, 1000 samples, a relative error of 1e-14: 2e-7 flips are expected.
    assertThat(MaskFlips.allowance(20_000, 1000, 1000, 1e-14)).isZero();
  }

  @Test
  void moreSamplesDiluteAFlip() {
    double few = MaskFlips.allowance(1000, 100, 100, 1e-6);
    double many = MaskFlips.allowance(1000, 100, 10_000, 1e-6);
    assertThat(few).isPositive();
    assertThat(many).isPositive().isLessThan(few);
  }
}
