package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;

/** By hand: how errors of the products of a power iteration reach its result. */
class HessianNormTest {
  @Test
  void everyStepAddsItsErrorMagnifiedByTheLaterOnes() {
    // ‖Hv‖/‖v‖ of 5 (a 3-4-5 triangle), 5, 10, a gradient of norm 20. From the last step back:
    // 20/10; 20/5 that the last step's λ₁/γ = 10/10 leaves; 20/5 that the one after makes 10/5.
    HessianNorm norm = of(20, new double[][] {{3, 4}, {-5, 0}, {10, 0}});
    assertThat(norm.sensitivity()).isCloseTo(2 * (2 + 4 + 8), within(1e-12));
    assertThat(norm.lnGrowth()).isCloseTo(Math.log(10), within(1e-15));
  }

  @Test
  void aConvergedIterationAddsOneForEveryStep() {
    HessianNorm norm = of(0.5, new double[][] {{2, 0}, {2, 0}, {2, 0}, {2, 0}});
    assertThat(norm.sensitivity()).isEqualTo(8);
  }

  private static HessianNorm of(double gradientNorm, double[][] steps) {
    Table.Builder table =
        Table.builder(
            "steps",
            "Power iteration",
            Column.real("entry", ""),
            Column.real("rayleigh", ""),
            Column.real("residual", ""),
            Column.real("gradient_norm", ""),
            Column.real("largest_logit", ""));
    for (double[] s : steps) table.row(s[0], s[0], s[1], gradientNorm, 1);
    return HessianNorm.of(HessianScheme.PROPOSED, 0, "native", table.build());
  }
}
