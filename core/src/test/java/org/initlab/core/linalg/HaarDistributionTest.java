package org.initlab.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The distribution, by closed forms for Haar measure on n×n or n×k matrices: every entry is a
 * coordinate of a uniform point on the unit sphere in n dimensions, so E q = 0, E q² = 1/n, E q⁴ =
 * 3/(n(n+2)), E q⁸ = 105/(n(n+2)(n+4)(n+6)).
 */
class HaarDistributionTest {
  private static final int DRAWS = 20_000;

  /** Six standard errors: a normal variable is farther out with probability 2.0e-9. */
  private static final double STANDARD_ERRORS = 6;

  /**
   * Fixed seed; over all seeds at most 15 entries × 2 moments × 2.0e-9 = 6e-8 of runs would fail.
   */
  @ParameterizedTest
  @CsvSource({"5,3", "3,5", "3,3"})
  void everyEntryIsACoordinateOfAUniformPointOnTheSphere(int rows, int columns) {
    int n = Math.max(rows, columns);
    UniformRandomProvider random = new Seed(17).stream("moments");
    double[] sum = new double[rows * columns];
    double[] fourth = new double[rows * columns];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] q = HaarOrthogonal.sample(rows, columns, random);
      for (int i = 0; i < q.length; i++) {
        sum[i] += q[i];
        fourth[i] += q[i] * q[i] * q[i] * q[i];
      }
    }
    double m4 = 3.0 / (n * (n + 2));
    double m8 = 105.0 / (n * (n + 2) * (n + 4) * (n + 6));
    for (int i = 0; i < sum.length; i++) {
      assertThat(Math.abs(sum[i] / DRAWS)).isLessThan(STANDARD_ERRORS * Math.sqrt(1.0 / n / DRAWS));
      assertThat(Math.abs(fourth[i] / DRAWS - m4))
          .isLessThan(STANDARD_ERRORS * Math.sqrt((m8 - m4 * m4) / DRAWS));
    }
  }

  /**
   * A ReLU layer v = max(0, √2·Qu) with u = e₁ and n = 2 has E‖v‖² = 1 and Var‖v‖² = 3/(n+2) = 3/4
   * under Haar measure. Householder's own signs make Q₁₁ negative always, and E‖v‖² = 2·E[Q₂₁²]/2 =
   * 1/2. Fixed seed; over all seeds each half fails in 2.0e-9 of runs (the second mean is 82
   * standard errors from 1).
   */
  @Test
  void withoutTheSignsOfTheDiagonalAReluLayerLosesHalfTheEnergy() {
    double haar = meanEnergy(true);
    double unsigned = meanEnergy(false);
    double error = STANDARD_ERRORS * Math.sqrt(0.75 / DRAWS);
    assertThat(Math.abs(haar - 1)).isLessThan(error);
    // ‖v‖² is bounded by 2 and has mean 1/2: its variance is at most 1/2·(2 − 1/2) = 3/4 as well.
    assertThat(Math.abs(unsigned - 0.5)).isLessThan(error);
    assertThat(Math.abs(unsigned - 1)).isGreaterThan(error);
  }

  private static double meanEnergy(boolean signs) {
    UniformRandomProvider random = new Seed(23).stream("relu");
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] firstColumn;
      if (signs) {
        double[] q = HaarOrthogonal.sample(2, 2, random);
        firstColumn = new double[] {q[0], q[2]};
      } else {
        double[] q = HaarOrthogonal.thinQ(2, 2, random, new double[2]);
        firstColumn = new double[] {q[0], q[2]};
      }
      for (double x : firstColumn) sum += x > 0 ? 2 * x * x : 0;
    }
    return sum / DRAWS;
  }
}
