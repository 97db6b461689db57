package org.initlab.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.testing.NaiveBackend;
import org.junit.jupiter.api.Test;

class GradientAutocorrelationTest {

  @Test
  void agreesWithNumpy() {
    double[] series = {1, 3, 2, 5, 4, 4, -1, 0.5};
    double[] expected = { // numpy 2, the estimator written out
      1, 0.19817073170731708, -0.08085896076352068, -0.5041092258748674, -0.16595970307529162
    };
    double[] rho = GradientAutocorrelation.of(series, 4);
    assertThat(rho).hasSize(5);
    for (int k = 0; k <= 4; k++) assertThat(rho[k]).isCloseTo(expected[k], within(1e-15));
  }

  @Test
  void aSineKeepsItsPeriod() {
    // Σ over the overlap of a full number of periods: ρ at half a period is −(1 − k/n).
    double[] sine = IntStream.range(0, 400).mapToDouble(i -> Math.sin(Math.PI * i / 10)).toArray();
    double[] rho = GradientAutocorrelation.of(sine, 20);
    assertThat(rho[10]).isCloseTo(-(1 - 10 / 400.0), within(1e-12));
    assertThat(rho[20]).isCloseTo(1 - 20 / 400.0, within(1e-12));
  }

  @Test
  void whiteNoiseHasNone() {
    UniformRandomProvider random = new Seed(5).stream("noise");
    double[] noise = IntStream.range(0, 4000).mapToDouble(i -> random.nextDouble()).toArray();
    double[] rho = GradientAutocorrelation.of(noise, 10);
    // sd 1/√4000 = 0.0158; 6 sd over 10 lags: false-failure rate 2e-8; seed 5.
    for (int k = 1; k <= 10; k++) assertThat(rho[k]).isCloseTo(0, within(0.095));
  }

  @Test
  void aConstantHasNoCorrelation() {
    // Ten times 0.1 add up to 1 − 1e-16, so the mean is not 0.1.
    double[] constant = new double[10];
    Arrays.fill(constant, 0.1);
    assertThat(GradientAutocorrelation.of(constant, 2)).containsOnly(Double.NaN);
  }

  @Test
  void theGradientOfANetworkOverItsGridIsItsDerivative() {
    // f(x) = tanh(2x + 1) + 3 tanh(−x): two outputs, summed.
    Network net =
        new Network(
            "n",
            Shape.of(1),
            List.of(
                new Dense("a", 2, true, false, Role.HIDDEN),
                Activation.of("t", Nonlinearity.TANH),
                new Dense("b", 2, false, false, Role.LINEAR)));
    Parameters p =
        Parameters.of(
            Map.of(
                "a.weight", Tensor.of(Shape.of(2, 1), new double[] {2, -1}),
                "a.bias", Tensor.of(Shape.of(2), new double[] {1, 0}),
                "b.weight", Tensor.of(Shape.of(2, 2), new double[] {1, 0, 0, 3})));
    Tensor grid = GradientAutocorrelation.grid(-2, 2, 5);
    assertThat(grid.shape()).isEqualTo(Shape.of(5, 1));
    assertThat(grid.data()).containsExactly(-2, -1, 0, 1, 2);
    try (Model model =
        NaiveBackend.ascending().compile(net, p, CompileOptions.cpu(Precision.FLOAT64))) {
      double[] g = GradientAutocorrelation.gradients(model, grid, Mode.EVAL);
      for (int i = 0; i < 5; i++) {
        double x = grid.data()[i];
        double expected = 2 / square(Math.cosh(2 * x + 1)) - 3 / square(Math.cosh(x));
        // 1 − tanh² loses what tanh rounds: 4 u of 1.
        assertThat(g[i]).isCloseTo(expected, within(3e-15));
      }
    }
  }

  private static double square(double x) {
    return x * x;
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> GradientAutocorrelation.of(new double[3], 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("max_lag must be below the 3 values given, was 3");
    assertThatThrownBy(() -> GradientAutocorrelation.of(new double[3], -1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("max_lag must not be negative, was -1");
    assertThatThrownBy(() -> GradientAutocorrelation.grid(0, 1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a grid needs at least 2 points, was given 1");
    assertThatThrownBy(() -> GradientAutocorrelation.grid(Double.NaN, 1, 4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("from");
    assertThatThrownBy(() -> GradientAutocorrelation.grid(0, Double.POSITIVE_INFINITY, 4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("to");
  }
}
