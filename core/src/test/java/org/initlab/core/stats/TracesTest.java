package org.initlab.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.testing.NaiveBackend;
import org.junit.jupiter.api.Test;

/** A trace joins what the forward and the backward pass show, layer by layer. */
class TracesTest {
  private static final Network NET =
      new Network(
          "n",
          Shape.of(2),
          List.of(
              new Dense("a", 2, false, false, Role.HIDDEN),
              Activation.of("relu", Nonlinearity.RELU),
              new Dense("b", 2, false, false, Role.LINEAR)));

  private static Parameters weights(double scale) {
    double[] a = {2 * scale, 0, 0, -1};
    double[] b = {0, 1, 3, 0};
    return Parameters.of(
        Map.of("a.weight", Tensor.of(Shape.of(2, 2), a), "b.weight", Tensor.of(Shape.of(2, 2), b)));
  }

  private static final Tensor X = Tensor.of(Shape.of(2, 2), new double[] {3, 4, 0, -5});
  private static final Objective VJP =
      new Objective.Cotangent(Tensor.of(Shape.of(2, 2), new double[] {1, 0, 3, 4}));

  private static Model compiled(double scale) {
    return NaiveBackend.ascending()
        .compile(NET, weights(scale), CompileOptions.cpu(Precision.FLOAT64));
  }

  @Test
  void statesAreRelativeToTheInputAndGradientsToTheOutput() {
    try (Model model = compiled(1)) {
      Trace trace = Traces.measure(model, X, VJP, Mode.EVAL);
      assertThat(trace.network()).isEqualTo(NET);
      assertThat(trace.options().precision()).isEqualTo(Precision.FLOAT64);
      assertThat(trace.layers())
          .extracting(l -> l.point().layer())
          .containsExactly("a", "relu", "b");
      // a: (6, −4), (0, 5); relu: (6, 0), (0, 5); b: (0, 18), (5, 0); ‖x‖ = 5, 5.
      assertThat(trace.layer("relu").state().zeroFraction()).isEqualTo(0.5);
      assertThat(trace.layer("relu").state().secondMoment()).isEqualTo(61 / 4.0);
      assertThat(trace.layer("relu").state().normRatio()).isCloseTo(1.1, within(1e-15));
      assertThat(trace.layer("b").state().normRatio()).isCloseTo(2.3, within(1e-15));
      assertThat(trace.layer("b").state().normRatioStd()).isCloseTo(1.3, within(1e-15));
      // L = y·c = 0·1 + 18·0 + 5·3 + 0·4.
      assertThat(trace.loss()).hasValue(15);
      // ∂b: (1, 0), (3, 4); ∂relu = bᵀ∂b: (0, 1), (12, 3); ∂a: (0, 0), (0, 3).
      assertThat(ratio(trace, "b")).isEqualTo(1);
      assertThat(ratio(trace, "relu")).isCloseTo((1 + Math.sqrt(153) / 5) / 2, within(1e-15));
      assertThat(ratio(trace, "a")).isCloseTo(0.3, within(1e-15));
      assertThat(trace.firstNonFinite()).isEmpty();
    }
  }

  private static double ratio(Trace trace, String layer) {
    return trace.layer(layer).gradient().orElseThrow().normRatio();
  }

  @Test
  void onlyWantedPointsAreRecordedAndGradientsKeepTheirReference() {
    try (Model model = compiled(1)) {
      Trace all = Traces.measure(model, X, VJP, Mode.EVAL);
      Trace hidden =
          Traces.measure(model, X, VJP, Mode.EVAL, p -> p.kind() == ProbePoint.Kind.HIDDEN);
      assertThat(hidden.layers()).containsExactly(all.layer("relu"));
    }
  }

  @Test
  void aForwardTraceHasNoGradientsAndNoLoss() {
    try (Model model = compiled(1)) {
      Trace trace = Traces.forward(model, X, Mode.EVAL, p -> true);
      assertThat(trace.loss()).isEmpty();
      assertThat(trace.layers()).hasSize(3).allMatch(l -> l.gradient().isEmpty());
      assertThat(trace.layer("relu").state().normRatio()).isCloseTo(1.1, within(1e-15));
    }
  }

  @Test
  void theFirstNonFiniteLayerIsNamed() {
    try (Model model = compiled(1e308)) {
      Trace trace = Traces.measure(model, X, VJP, Mode.EVAL);
      assertThat(trace.firstNonFinite().orElseThrow().point().layer()).isEqualTo("a");
    }
  }

  @Test
  void anUnknownLayerIsAnswered() {
    try (Model model = compiled(1)) {
      Trace trace = Traces.forward(model, X, Mode.EVAL, p -> true);
      assertThatThrownBy(() -> trace.layer("rel"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("layer 'rel' is unknown; did you mean 'relu'? (allowed: a, relu, b)");
    }
  }

  @Test
  void aGradientBeforeTheOutputsIsRefused() {
    GradientRecorder recorder = new GradientRecorder(NET, p -> true);
    assertThatThrownBy(() -> recorder.accept(NET.probePoints().get(0), X))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the gradient at the output must come before that at 'a'");
    GradientRecorder none = new GradientRecorder(NET, p -> false);
    assertThat(none.wants(NET.probePoints().get(2))).isTrue();
    assertThat(none.wants(NET.probePoints().get(1))).isFalse();
    none.accept(NET.probePoints().get(2), X);
    assertThat(none.statistics()).isEmpty();
  }
}
