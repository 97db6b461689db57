package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.theory.NormPropagation.Gain;
import org.initlab.core.theory.NormPropagationWander.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Golden variances are those of 600 networks drawn and propagated by an independent numpy 2 loop.
 */
class NormPropagationWanderTest {
  private static final int[] WIDTHS = {100, 80, 100, 120, 90, 110, 80, 100, 120, 90, 110};
  private static final int SAMPLES = 50;

  /**
   * A variance from 600 networks has a standard error of √(2/599) = 5.8 %; four of them are 23 %.
   * The theory itself leaves out terms of relative order 1/width.
   */
  private static final double RELATIVE = 0.25;

  @Test
  void oneLayerHasTheVariancesOfTheTheorem() {
    for (int n : new int[] {2, 5, 50, 200}) {
      assertThat(NormPropagationWander.relu(Weights.ISOTROPIC, n, n, 1))
          .isCloseTo(NormPropagation.varianceIsotropic(n, n), within(1e-15));
      assertThat(NormPropagationWander.relu(Weights.ORTHOGONAL, n, n, 1))
          .isCloseTo(NormPropagation.varianceHaar(n), within(1e-15));
    }
  }

  @Test
  void cosinesFollowTheArcCosineKernel() {
    // 1/π from c = 0; 1 is the fixed point.
    assertThat(NormPropagationWander.cosineAfterRelu(0)).isCloseTo(1 / Math.PI, within(1e-16));
    assertThat(NormPropagationWander.cosineAfterRelu(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ISOTROPIC, 0.001252, 0.077142, 0.255361, 0.492066",
    "ORTHOGONAL, 0.000828, 0.056839, 0.171186, 0.289593"
  })
  void feedForwardForward(Weights weights, double v1, double v5, double v10, double single10) {
    NormPropagationWander w = NormPropagationWander.feedForwardForward(weights, WIDTHS);
    double[] ours = w.varianceOfMeanSquare(SAMPLES);
    closeTo(ours[0], v1);
    closeTo(ours[4], v5);
    closeTo(ours[9], v10);
    closeTo(w.single()[9], single10);
  }

  @ParameterizedTest
  @CsvSource({
    "ISOTROPIC, 0.061389, 0.038830, 0.008873, 0.436860",
    "ORTHOGONAL, 0.045337, 0.034333, 0.007660, 0.305007"
  })
  void feedForwardBackward(Weights weights, double v1, double v5, double v9, double single1) {
    NormPropagationWander w = NormPropagationWander.feedForwardBackward(weights, WIDTHS);
    double[] ours = w.varianceOfMeanSquare(SAMPLES);
    closeTo(ours[0], v1);
    closeTo(ours[4], v5);
    closeTo(ours[8], v9);
    assertThat(ours[9]).isZero();
    closeTo(w.single()[0], single1);
  }

  @ParameterizedTest
  @CsvSource({
    "ISOTROPIC, PROPOSED, 80, 0.001038, 0.003125, 0.037163, 0.000986, 0.031518",
    "ORTHOGONAL, PROPOSED, 80, 0.000911, 0.003076, 0.033809, 0.000965, 0.030083",
    "ORTHOGONAL, PROPOSED, 160, 0.000904, 0.002737, 0.032936, 0.000884, 0.033936",
    "ISOTROPIC, UNIT, 80, 0.012004, 0.043579, 0.180003, 0.008521, 0.156275"
  })
  void residual(
      Weights weights,
      Gain gain,
      int m,
      double forward5,
      double forward10,
      double single10,
      double backward1,
      double backwardSingle1) {
    NormPropagationWander f = NormPropagationWander.residualForward(weights, gain, 100, m, 10);
    closeTo(f.varianceOfMeanSquare(SAMPLES)[4], forward5);
    closeTo(f.varianceOfMeanSquare(SAMPLES)[9], forward10);
    closeTo(f.single()[9], single10);
    NormPropagationWander b = NormPropagationWander.residualBackward(weights, gain, 100, m, 10);
    closeTo(b.varianceOfMeanSquare(SAMPLES)[0], backward1);
    closeTo(b.single()[0], backwardSingle1);
    assertThat(b.varianceOfMeanSquare(SAMPLES)[9]).isZero();
  }

  @ParameterizedTest
  @EnumSource(Weights.class)
  void moreSamplesLeaveOnlyTheNetworksOwnWander(Weights weights) {
    NormPropagationWander w = NormPropagationWander.feedForwardForward(weights, WIDTHS);
    double one = w.varianceOfMeanSquare(1)[9];
    double many = w.varianceOfMeanSquare(1_000_000)[9];
    assertThat(many).isCloseTo(w.pair()[9], within(1e-6));
    assertThat(one).isGreaterThan(many);
    assertThat(w.meanNormFactor()[9]).isEqualTo(Math.exp(-w.single()[9] / 8));
  }

  private static void closeTo(double ours, double golden) {
    assertThat(ours).isCloseTo(golden, within(RELATIVE * golden));
  }
}
