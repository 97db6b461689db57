package org.initlab.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a normalization's backward pass loses, by hand for 2 samples × 2 channels × 2 positions. */
class CancellationTest {
  private static final Network NET =
      new Network("n", Shape.of(2, 1, 2), List.of(new BatchNorm("bn", 0.1, 0.25)));

  private static Tensor map(double... values) {
    return Tensor.of(Shape.of(2, 2, 1, 2), values);
  }

  private static double before(int point, Tensor gradient, Tensor inputGradient) {
    // Channel 0: 0, 2, 0, 2, variance 1; channel 1: 3, 3, −3, −3, variance 9.
    Tensor x = map(0, 2, 3, 3, 0, 2, -3, -3);
    Parameters p =
        Parameters.of(
            Map.of(
                "bn.weight", Tensor.of(Shape.of(2), new double[] {2, -5}),
                "bn.bias", Tensor.zeros(Shape.of(2)),
                "bn.running_mean", Tensor.zeros(Shape.of(2)),
                "bn.running_var", Tensor.filled(Shape.of(2), 1)));
    Objective objective = new Objective.Cotangent(gradient);
    Subject subject = new Subject("n", NET, "by hand", p, x, objective, 0);
    Observation exact =
        new Observation(
            "by hand",
            new Tensor[] {x},
            x,
            0,
            new Tensor[] {gradient},
            inputGradient,
            Parameters.of(Map.of()),
            List.of());
    return new Cancellation(subject, exact).before(point);
  }

  @Test
  void theScaledGradientOverWhatIsLeft() {
    Tensor dy = map(1, -1, 4, 4, 1, -3, 4, 4);
    Tensor dx = map(0, 1e-3, 0, 0, 0, 0, 0, 0);
    // Channel 0: 2·3/√1.25 = 5.37; channel 1: 5·4/√9.25 = 6.58. Sums of 4: 2·2 + 4 roundings.
    double expected = 8 * 20 / Math.sqrt(9.25) / 1e-3;
    assertThat(before(Kink.NETWORK_INPUT, dy, dx)).isCloseTo(expected, within(1e-9 * expected));
    Tensor first = map(1, -1, 0, 0, 1, -3, 0, 0);
    double channel0 = 8 * 6 / Math.sqrt(1.25) / 1e-3;
    assertThat(before(Kink.NETWORK_INPUT, first, dx)).isCloseTo(channel0, within(1e-9 * channel0));
  }

  @Test
  void nothingIsLostAfterTheNormalizationOrWithoutAGradient() {
    assertThat(before(0, map(1, -1, 4, 4, 1, -3, 4, 4), map(1, 0, 0, 0, 0, 0, 0, 0))).isZero();
    Tensor zero = Tensor.zeros(Shape.of(2, 2, 1, 2));
    assertThat(before(Kink.NETWORK_INPUT, zero, zero)).isZero();
  }
}
