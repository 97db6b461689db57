package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;

/** Growth of gradients where every layer is standardized. */
class StandardizedLayersTest {
  private static double growth(Nonlinearity f) {
    return StandardizedLayers.gradientGrowth(DualActivation.of(f, 0));
  }

  @Test
  void reluGradientsGrowByPiOverPiMinusOne() {
    double relu = growth(Nonlinearity.RELU);
    assertThat(relu).isCloseTo(Math.PI / (Math.PI - 1), within(1e-15));
    // Over 5, 10, 20, 25, 100 and 200 layers, four printed digits.
    int[] layers = {5, 10, 20, 25, 100, 200};
    double[] expected = {6.793, 46.15, 2129, 1.447e4, 4.38e16, 1.92e33};
    for (int i = 0; i < layers.length; i++) {
      assertThat(Math.pow(relu, layers[i])).isCloseTo(expected[i], within(5e-3 * expected[i]));
    }
  }

  @Test
  void oddActivationsHaveNoMeanToLose() {
    assertThat(growth(Nonlinearity.IDENTITY)).isCloseTo(1, within(1e-15));
    // E φ'²/E φ² at q = 1: mpmath's 0.4644029024482682 and 0.3942944903978412.
    assertThat(growth(Nonlinearity.TANH))
        .isCloseTo(0.4644029024482682 / 0.3942944903978412, within(1e-13));
  }
}
