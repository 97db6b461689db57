package org.initlab.core.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
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

/**
 * A pre-activation beside 0 that falls on different sides in two engines: right where rounding
 * explains it, wrong where it does not.
 */
class FlipsTest {
  private static final Network NET =
      new Network(
          "n",
          Shape.of(2),
          List.of(
              new Dense("a", 2, false, false, Role.HIDDEN),
              Activation.of("relu", Nonlinearity.RELU),
              new Dense("b", 1, false, false, Role.LINEAR)));

  /** One sample (1, 1); a = (1e-16, 1); b = h₁ + 3 h₂. */
  private static final Subject SUBJECT =
      new Subject(
          "n",
          NET,
          "by hand",
          Parameters.of(
              Map.of(
                  "a.weight", Tensor.of(Shape.of(2, 2), new double[] {1e-16, 0, 0, 1}),
                  "b.weight", Tensor.of(Shape.of(1, 2), new double[] {1, 3}))),
          Tensor.of(Shape.of(1, 2), new double[] {1, 1}),
          new Objective.Cotangent(Tensor.of(Shape.of(1, 1), new double[] {1})),
          1e-3);

  private static final CompileOptions OPTIONS = CompileOptions.cpu(Precision.FLOAT64);

  private static final Observation EXACT =
      Observation.of(NaiveBackend.ascending(), SUBJECT, OPTIONS);

  private static Observation with(double first) {
    NaiveBackend.Flaw flaw =
        (layer, values) -> layer.equals("a") ? new double[] {first, values[1]} : values;
    return Observation.of(NaiveBackend.flawed(flaw), SUBJECT, OPTIONS);
  }

  private static Sensitivity sensitivity() {
    return Sensitivity.measure(NaiveBackend.ascending(), SUBJECT, EXACT, new Seed(1), OPTIONS);
  }

  private static Agreement compare(Observation other, Quantity quantity) {
    return Comparison.of(SUBJECT, Precision.FLOAT64, sensitivity(), EXACT, other).stream()
        .filter(a -> a.quantity() == quantity)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFlipWithinTheBoundExplainsTheGradientBeforeItAndNoOther() {
    Observation other = with(-1e-16);
    // ∂L/∂a is (1, 3) in one engine and (0, 3) in the other: a third of ‖∂L/∂a‖∞.
    assertThat(EXACT.stateGradients()[0].data()).containsExactly(1, 3);
    assertThat(other.stateGradients()[0].data()).containsExactly(0, 3);
    Bounds bounds = new Bounds(SUBJECT, Precision.FLOAT64, sensitivity(), EXACT.states()[2]);
    Flips flips = new Flips(SUBJECT, bounds, EXACT, other);
    assertThat(flips.before(0)).isEqualTo(1 / 3.0);
    assertThat(flips.before(Kink.NETWORK_INPUT)).isEqualTo(1 / 3.0);
    assertThat(flips.before(1)).isZero();
    assertThat(compare(other, Quantity.STATE).holds()).isTrue();
    assertThat(compare(other, Quantity.STATE_GRADIENT).holds()).isTrue();
    assertThat(compare(other, Quantity.PARAMETER_GRADIENT).holds()).isTrue();
    assertThat(compare(other, Quantity.STATE_ZERO_FRACTION).holds()).isTrue();
  }

  @Test
  void aFlipBeyondTheBoundExplainsNothing() {
    Observation other = with(-1e-9);
    Bounds bounds = new Bounds(SUBJECT, Precision.FLOAT64, sensitivity(), EXACT.states()[2]);
    assertThat(new Flips(SUBJECT, bounds, EXACT, other).before(0)).isZero();
    Agreement gradient = compare(other, Quantity.STATE_GRADIENT);
    assertThat(gradient.holds()).isFalse();
    assertThat(gradient.firstOver()).isEqualTo("a");
    assertThat(gradient.difference()).isEqualTo(1 / 3.0);
    assertThat(compare(other, Quantity.STATE).firstOver()).isEqualTo("a");
  }

  @Test
  void aFlipInALaterStepCountsAgainstTheNormOfTheGradient() {
    Bounds bounds = new Bounds(SUBJECT, Precision.FLOAT64, sensitivity(), EXACT.states()[2]);
    Flips flips = new Flips(SUBJECT, bounds, EXACT, EXACT);
    Tensor[] x = {Tensor.of(Shape.of(1, 2), new double[] {1e-16, 1}), null, null};
    Tensor[] y = {Tensor.of(Shape.of(1, 2), new double[] {-1e-16, 1}), null, null};
    assertThat(flips.inStep(0, x, y)).isEqualTo(1 / Math.sqrt(10));
    assertThat(flips.inStep(0, x, x)).isZero();
    assertThat(flips.inStep(0, new Tensor[3], new Tensor[3])).isZero();
  }
}
