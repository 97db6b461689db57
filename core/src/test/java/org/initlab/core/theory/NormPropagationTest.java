package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.theory.NormPropagation.Gain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormPropagationTest {
  /** A product of n factors, each of two roundings, has a relative error below 4 n u. */
  private static double rounding(int n) {
    return 4 * n * 0x1p-53;
  }

  @Test
  void knIsOneForEveryDimension() {
    for (int n = 2; n <= 1000; n++) {
      assertThat(NormPropagation.kn(n)).as("K_%d", n).isCloseTo(1, within(rounding(n)));
    }
  }

  /**
   * The printed formula with S_n read as the sphere in Rⁿ, one dimension too low: mpmath, 30
   * digits. A K_n of these values would mean a shifted index.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 0.63661977236758134308",
    "3, 0.78539816339744830962",
    "4, 0.84882636315677512410",
    "5, 0.88357293382212934832",
    "10, 0.94606606353473494104",
    "50, 0.98984850415962993193",
    "101, 0.99501256210044526089",
    "1000, 0.99949962481252356637"
  })
  void anIndexShiftedByOneWouldShow(int n, double shifted) {
    double ours = 2 * NormPropagation.sphereAreaRatio(n - 1) * NormPropagation.wallis(n - 1);
    assertThat(ours).isCloseTo(shifted, within(rounding(n)));
  }

  @Test
  void variancesOfTheTwoEnsembles() {
    // (300/52 − 1)/50 and 3/52 by hand.
    assertThat(NormPropagation.varianceIsotropic(50, 50)).isCloseTo(248.0 / 2600, within(1e-16));
    assertThat(NormPropagation.varianceIsotropic(50, 100)).isCloseTo(124.0 / 2600, within(1e-16));
    assertThat(NormPropagation.varianceHaar(50)).isCloseTo(3.0 / 52, within(1e-16));
    assertThat(NormPropagation.varianceHaar(2)).isEqualTo(0.75);
  }

  /** c(B), published as lying in [√2, √e]: mpmath, 20 digits. */
  @ParameterizedTest
  @CsvSource({
    "1, 1.4142135623730950488",
    "2, 1.5",
    "3, 1.5396007178390020387",
    "6, 1.5879629629629629630",
    "9, 1.6066034954876692232",
    "18, 1.6267838888732840739",
    "27, 1.6338892183414928272",
    "40, 1.6386164402903971632",
    "100, 1.6446318218438818999",
    "1666, 1.6484739810517642343"
  })
  void residualNormGain(int blocks, double expected) {
    // The base 1 + 1/B is rounded once; the power B/2 magnifies that to B/2·u.
    double tolerance = (blocks + 2) * 0x1p-52;
    assertThat(NormPropagation.residualNormGain(blocks)).isCloseTo(expected, within(tolerance));
    assertThat(expected).isBetween(Math.sqrt(2), Math.sqrt(Math.E));
  }

  @Test
  void residualCurvesAreMirrorImages() {
    double[] forward = NormPropagation.residualForward(Gain.PROPOSED, 40);
    double[] backward = NormPropagation.residualBackward(Gain.PROPOSED, 40);
    // ‖h^b‖/‖x‖ at b = 1, 5, 10, 20, 40 and ‖∂h^b‖/‖∂h^B‖ at b = 2, 20, 39: 1.025^(k/2) with numpy
    // 2.
    assertThat(norms(forward, 1, 5, 10, 20, 40))
        .containsExactly(
            new double[] {1.0124228366, 1.0636767427, 1.1314082129, 1.2800845442, 1.6386164403},
            within(1e-10));
    assertThat(norms(backward, 2, 20, 39))
        .containsExactly(new double[] {1.5986501856, 1.2800845442, 1.0124228366}, within(1e-10));
    assertThat(backward[39]).isEqualTo(1);
  }

  @Test
  void unitGainGrowsEveryBlockByHalf() {
    // 1.5^(b/2) at b = 1, 5, 10, 20, 40.
    assertThat(norms(NormPropagation.residualForward(Gain.UNIT, 40), 1, 5, 10, 20, 40))
        .containsExactly(
            new double[] {1.2247448714, 2.7556759606, 7.59375, 57.6650390625, 3325.2567300797},
            within(1e-9));
  }

  @Test
  void feedForwardCurvesFollowTheWidths() {
    int[] widths = {500, 200, 160, 240};
    // Unit gain: ∏ n_l/(2 n_{l−1}) telescopes to n_i/(2^i n_0); backward 2^{−(L−i)}.
    assertThat(NormPropagation.feedForwardForward(Gain.UNIT, widths))
        .containsExactly(new double[] {0.2, 0.08, 0.06}, within(1e-15));
    assertThat(NormPropagation.feedForwardBackward(Gain.UNIT, widths))
        .containsExactly(0.25, 0.5, 1);
    assertThat(NormPropagation.feedForwardForward(Gain.PROPOSED, widths)).containsExactly(1, 1, 1);
    // The forward gain's g²/2 = n_{l−1}/n_l telescopes to n_i/n_L.
    assertThat(NormPropagation.feedForwardBackward(Gain.PROPOSED, widths))
        .containsExactly(new double[] {200 / 240.0, 160 / 240.0, 1}, within(1e-15));
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> NormPropagation.kn(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("dimension n must be at least 2, was 1");
    assertThatThrownBy(() -> NormPropagation.feedForwardForward(Gain.UNIT, 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("widths must be those of the input and at least one layer, was given 1");
    assertThatThrownBy(() -> NormPropagation.branchEnergy(Gain.PROPOSED, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("blocks B must be at least 1, was 0");
  }

  private static double[] norms(double[] squared, int... positions) {
    double[] norms = new double[positions.length];
    for (int i = 0; i < norms.length; i++) norms[i] = Math.sqrt(squared[positions[i] - 1]);
    return norms;
  }
}
