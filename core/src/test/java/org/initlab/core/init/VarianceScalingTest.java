package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.init.VarianceScaling.Distribution;
import org.initlab.core.init.VarianceScaling.Fan;
import org.initlab.core.network.ParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Distributions by moments and by the Kolmogorov-Smirnov statistic, n = 2·10⁵ draws from seed 20. A
 * moment may be 5 standard errors off (false-failure rate 5.7e-7 each); √n·D may be 2.9 (2·exp(−2 ·
 * 2.9²) = 1e-7).
 */
class VarianceScalingTest {
  private static final long SEED = 20;
  private static final ParameterSpec SPEC = Draws.dense(400, 500);
  private static final int N = 200_000;

  @ParameterizedTest
  @EnumSource
  void everyDistributionHasTheVarianceAskedFor(Distribution distribution) {
    double[] w = Draws.draw(new VarianceScaling(2, Fan.FAN_IN, distribution), SPEC, SEED);
    double variance = 2.0 / 500;
    double mean = Arrays.stream(w).average().orElseThrow();
    double second = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(variance / N)));
    // Var(x²) = (κ − 1)σ⁴; κ ≤ 3 for all three distributions
    assertThat(second).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / N)));
  }

  @Test
  void normalIsNormal() {
    assertDistribution(Distribution.NORMAL, VarianceScalingTest::standardNormalCdf);
  }

  @Test
  void uniformIsUniform() {
    // unit variance: ±√3
    assertDistribution(
        Distribution.UNIFORM,
        z -> Math.min(1, Math.max(0, (z + Math.sqrt(3)) / (2 * Math.sqrt(3)))));
  }

  @Test
  void truncatedIsANormalCutOffAtTwoOfItsStandardDeviations() {
    double below = standardNormalCdf(-2);
    assertDistribution(
        Distribution.TRUNCATED_NORMAL,
        z -> {
          double untruncated = Math.max(-2, Math.min(2, z * 0.8796256610342398));
          return (standardNormalCdf(untruncated) - below) / (1 - 2 * below);
        });
  }

  @Test
  void truncatedReachesItsBoundsAndNeverPassesThem() {
    double[] w =
        Draws.draw(new VarianceScaling(2, Fan.FAN_IN, Distribution.TRUNCATED_NORMAL), SPEC, SEED);
    double bound = 2 * Math.sqrt(2.0 / 500) / 0.8796256610342398;
    double largest = Arrays.stream(w).map(Math::abs).max().orElseThrow();
    // P(|z| > 1.99 given |z| ≤ 2) = 0.00114, so 2·10⁵ draws all below have probability e^−228
    assertThat(largest).isBetween(bound * 1.99 / 2, bound);
  }

  @Test
  void truncatedStdIsTheClosedForm() {
    double density = Math.exp(-2) / Math.sqrt(2 * Math.PI);
    double mass = standardNormalCdf(2) - standardNormalCdf(-2);
    // one rounding of a number below 1, and a few in the formula: 4·2⁻⁵³
    assertThat(VarianceScaling.TRUNCATED_STD)
        .isCloseTo(Math.sqrt(1 - 4 * density / mass), within(0x1p-51));
  }

  @ParameterizedTest
  @CsvSource({"FAN_IN, 36", "FAN_OUT, 54", "FAN_AVG, 45"})
  void fansOfAConvolutionCountItsKernel(Fan fan, double expected) {
    // torch.nn.init._calculate_fan_in_and_fan_out of 6×4×3×3 gives (36, 54)
    assertThat(fan.of(Draws.conv(6, 4, 3))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"FAN_IN, 4", "FAN_OUT, 6", "FAN_AVG, 5"})
  void fansOfADenseLayerAreItsSides(Fan fan, double expected) {
    assertThat(fan.of(Draws.dense(6, 4))).isEqualTo(expected);
  }

  @Test
  void theScaleMultipliesTheVariance() {
    for (Distribution distribution : Distribution.values()) {
      double[] one = Draws.draw(new VarianceScaling(1, Fan.FAN_OUT, distribution), SPEC, SEED);
      double[] four = Draws.draw(new VarianceScaling(4, Fan.FAN_OUT, distribution), SPEC, SEED);
      // √4 is exact, so every draw is doubled exactly
      assertThat(four).isEqualTo(Arrays.stream(one).map(x -> 2 * x).toArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void theScaleMustBePositive(double scale) {
    assertThatThrownBy(() -> new VarianceScaling(scale, Fan.FAN_IN, Distribution.NORMAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("scale must be positive and finite, was " + scale);
  }

  private static void assertDistribution(Distribution distribution, DoubleUnaryOperator cdf) {
    double[] w = Draws.draw(new VarianceScaling(500, Fan.FAN_IN, distribution), SPEC, SEED);
    Arrays.sort(w);
    double worst = 0;
    for (int i = 0; i < N; i++) {
      double f = cdf.applyAsDouble(w[i]);
      worst = Math.max(worst, Math.max(f - (double) i / N, (i + 1.0) / N - f));
    }
    assertThat(Math.sqrt(N) * worst).isLessThan(2.9);
  }

  private static double standardNormalCdf(double z) {
    return 0.5 * (1 + Erf.value(z * Math.sqrt(0.5)));
  }
}
