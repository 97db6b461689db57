package org.initlab.experiments.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;

/** Cumulants of q^l over random networks against closed forms. */
class FiniteWidthTest {
  /**
   * A linear network without biases: q^l/q^{l−1} are independent χ²_N/N, so E q² = (1 + 2/N)^l and
   * E q³ = ((1 + 2/N)(1 + 4/N))^l, from which variance and third cumulant E q³ − 3E q² + 2 follow.
   */
  @Test
  void linearNetworksAreProductsOfChiSquares() {
    int n = 1000;
    FiniteWidth theory = FiniteWidth.of(new Ensemble(Nonlinearity.IDENTITY, 1, 0, n, 4, 1), 1);
    for (int l = 1; l <= 4; l++) {
      double second = Math.pow(1 + 2.0 / n, l);
      double third = Math.pow((1 + 2.0 / n) * (1 + 4.0 / n), l);
      double variance = second - 1;
      double cumulant = third - 3 * second + 2;
      // To leading order in 1/N: off by a few times L/N.
      double relative = 6.0 * l / n;
      assertThat(theory.deviation()[l - 1])
          .isCloseTo(Math.sqrt(variance), within(relative * Math.sqrt(variance)));
      double skewness = cumulant / Math.pow(variance, 1.5);
      assertThat(theory.skewness()[l - 1]).isCloseTo(skewness, within(relative * skewness));
    }
  }

  /** z = 4 with skewness 0.3 over 9 networks is 4 + 15·0.1/6 = 4.25. */
  @Test
  void toleranceIsCornishAndFishersQuantileAndTheShift() {
    FiniteWidth one =
        new FiniteWidth(
            new double[] {1}, new double[] {0.6}, new double[] {0.3}, new double[] {-0.01});
    assertThat(one.tolerance(1, 4, 9)).isCloseTo(4.25 * 0.2 + 0.01, within(1e-15));
  }
}
