package org.initlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaskFlipsTest {
  @Test
  void float64StatesARateInsteadOfAnAllowance() {
    // 20 layers of 1000 units, 1000 samples, a relative error of 1e-12: √(2/π)·2e-5 flips.
    double expected = MaskFlips.expected(20_000, 1000, 1e-12);
    assertThat(expected).isCloseTo(1.5957691216e-5, within(1e-14));
    MaskFlips flips = new MaskFlips(12 * expected, 12);
    assertThat(flips.allowance(expected, 1000, 1000)).isZero();
    assertThat(flips.falseFailureRate()).isEqualTo(12 * expected);
  }

  @Test
  void float32AllowsForFlipsAndMoreSamplesDiluteThem() {
    double few = MaskFlips.expected(1000, 100, 1e-6);
    double many = MaskFlips.expected(1000, 10_000, 1e-6);
    double allowedFew = new MaskFlips(few, 1).allowance(few, 100, 100);
    double allowedMany = new MaskFlips(many, 1).allowance(many, 100, 10_000);
    assertThat(allowedMany).isPositive().isLessThan(allowedFew);
    assertThat(new MaskFlips(few, 1).falseFailureRate()).isEqualTo(FalseFailure.RATE);
  }
}
