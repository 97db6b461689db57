package org.initlab.core.hessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The original's power iteration on matrices whose trajectory is known in closed form. */
class PowerIterationTest {
  private static final double U = 0x1p-53;

  /**
   * For ±(2 1; 1 2) from (1, 0), v after k steps is (1, (3^k − 1)/(3^k + 1)), so the k-th estimate
   * is ±(3^k + 1)/(3^(k−1) + 1).
   */
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void theEstimateIsTheEntryOfLargestSizeWithItsSign(int sign) {
    var a = new DenseOperator(new double[][] {{2 * sign, sign}, {sign, 2 * sign}});
    var found = new PowerIteration(12).run(a, new double[] {1, 0});
    assertThat(found).hasSize(12);
    for (int k = 1; k <= 12; k++) {
      double expected = sign * (Math.pow(3, k) + 1) / (Math.pow(3, k - 1) + 1);
      // Three roundings a step, which the division by the entry carries on.
      assertThat(found.get(k - 1).entry()).isCloseTo(expected, within(3 * k * 3 * U));
    }
  }

  /** Of entries of one size the positive one is taken, as in the original. */
  @Test
  void ofTwoEntriesOfOneSizeThePositiveCounts() {
    var exchange = new DenseOperator(new double[][] {{0, 1}, {1, 0}});
    var found = new PowerIteration(3).run(exchange, new double[] {1, -1});
    // (1, −1) is an eigenvector for −1, which the Rayleigh quotient tells.
    assertThat(found).hasSize(3).containsOnly(new PowerIteration.Step(1, -1, 0));
  }

  @Test
  void anEigenvalueLiesWithinTheResidualOfTheRayleighQuotient() {
    int n = 50;
    var found = new PowerIteration(10).run(DenseOperator.laplacian(n), new Seed(1)).get(9);
    assertThat(found.residual()).as("far from convergence").isGreaterThan(1e-2);
    double nearest = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= n; k++) {
      double distance = DenseOperator.laplacianEigenvalue(k, n) - found.rayleigh();
      nearest = Math.min(nearest, Math.abs(distance));
    }
    assertThat(nearest).isLessThanOrEqualTo(found.residual());
  }

  @Test
  void stepsEndWhereThereIsNothingToGoOnWith() {
    var zero = new PowerIteration(40).run(DenseOperator.diagonal(0, 0), new Seed(1));
    assertThat(zero).containsExactly(new PowerIteration.Step(0, 0, 0));
    var overflow = DenseOperator.diagonal(1, Double.MAX_VALUE);
    var found = new PowerIteration(40).run(overflow, new double[] {1, 2});
    assertThat(found).hasSize(1);
    assertThat(found.get(0).entry()).isNaN();
  }
}
