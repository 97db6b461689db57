package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;

/** How errors of the products of a power iteration reach its result. */
class HessianNormTest {
  private static final double ERROR = 1e-4;

  @Test
  void everyStepTurnsTheVectorMagnifiedByTheLaterOnes() {
    // ‖Hv‖/‖v‖ of 5, 5 and 5 (3-4-5 triangles), a gradient of norm 20, which makes an error of each
    // product 20/5 of its result: the last one's own 4, and t = 4 + 4 of the two before.
    HessianNorm norm = of(20, new double[][] {{3, 4}, {-5, 0}, {3, 4}});
    double t = 8 * ERROR;
    assertThat(norm.allowed(ERROR)).isCloseTo(4 * ERROR + 2 * (0.8 + t) * t, within(1e-15));
    assertThat(norm.lnGrowth()).isCloseTo(Math.log(5), within(1e-15));
    // 20/10 of its own; t is 20/5, and 20/5 that λ₁/γ = 10/5 of the step between doubles.
    HessianNorm growing = of(20, new double[][] {{3, 4}, {-5, 0}, {10, 0}});
    t = 12 * ERROR;
    assertThat(growing.allowed(ERROR)).isCloseTo(2 * ERROR + 2 * t * t, within(1e-15));
  }

  /** Of an eigenvector, errors of earlier steps count to second order alone. */
  @Test
  void aConvergedIterationForgetsItsPast() {
    HessianNorm norm = of(0.5, new double[][] {{2, 0}, {2, 0}, {2, 0}, {2, 0}});
    assertThat(norm.allowed(ERROR)).isCloseTo(ERROR + 18 * ERROR * ERROR, within(1e-15));
  }

  /**
   * The worst of 360 errors of the first of two products by diag(2, 1.5), by the quotient itself:
   * what is allowed, and not far below it. (Of eigenvalues of opposite signs, where ρ and He
   * cancel, less is reached.)
   */
  @Test
  void theBoundHoldsAndIsNearlyReached() {
    double[] eigenvalues = {2, 1.5};
    for (double slope : new double[] {0.02, 0.3, 1}) {
      double[] v0 = {1, slope};
      double[] v1 = {eigenvalues[0] * v0[0], eigenvalues[1] * v0[1]};
      double[][] steps = {step(eigenvalues, v0), step(eigenvalues, v1)};
      HessianNorm norm = of(0, steps);
      double exact = norm.lnGrowth();
      double size = ERROR * Math.hypot(v1[0], v1[1]);
      double worst = 0;
      for (int i = 0; i < 360; i++) {
        double[] moved = {
          v1[0] + size * Math.cos(Math.toRadians(i)), v1[1] + size * Math.sin(Math.toRadians(i))
        };
        worst = Math.max(worst, Math.abs(growth(eigenvalues, moved) - exact));
      }
      double fromTheFirst = norm.allowed(ERROR) - ERROR;
      assertThat(worst).as("slope %s", slope).isBetween(0.8 * fromTheFirst, fromTheFirst);
    }
  }

  private static double growth(double[] eigenvalues, double[] v) {
    double[] s = step(eigenvalues, v);
    return Math.log(Math.hypot(s[0], s[1]));
  }

  /** The Rayleigh quotient and the residual. */
  private static double[] step(double[] eigenvalues, double[] v) {
    double squares = v[0] * v[0] + v[1] * v[1];
    double rayleigh = (eigenvalues[0] * v[0] * v[0] + eigenvalues[1] * v[1] * v[1]) / squares;
    double residual =
        Math.hypot((eigenvalues[0] - rayleigh) * v[0], (eigenvalues[1] - rayleigh) * v[1])
            / Math.sqrt(squares);
    return new double[] {rayleigh, residual};
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
            Column.real("largest_logit", ""),
            Column.real("product_error", ""));
    for (double[] s : steps) table.row(s[0], s[0], s[1], gradientNorm, 1, Double.NaN);
    return HessianNorm.of(HessianScheme.PROPOSED, 0, "native", table.build());
  }
}
