package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** σ_w of the critical line, for the network's own activation. */
class EdgeOfChaosTest {
  private static final Seed SEED = new Seed(51);

  @ParameterizedTest
  @CsvSource({
    // trapezoid rule, h = 0.005, and bisection in numpy 2
    "tanh, edge_of_chaos_orthogonal, 1.0499116319703",
    "tanh, edge_of_chaos_orthogonal:sigma_b=0.05, 1.2600938172291",
    "erf, edge_of_chaos_orthogonal, 0.8244588784687",
    // closed forms: 1/φ'(0)², 2/(1 + slope²), 1
    "tanh, edge_of_chaos_orthogonal:sigma_b=0, 1",
    "erf, edge_of_chaos_orthogonal:sigma_b=0, 0.78539816339745",
    "relu, edge_of_chaos_orthogonal, 2",
    "crelu, edge_of_chaos_orthogonal, 2",
    "leaky_relu, edge_of_chaos_orthogonal:sigma_b=0, 1.9998000199980",
    "identity, edge_of_chaos_orthogonal, 1"
  })
  void orthogonalRowsHaveTheCriticalNorm(String activation, String scheme, double variance) {
    Parameters p = draw(activation, scheme, 30);
    for (String layer : new String[] {"model.0", "model.2"}) {
      double[] w = p.get(layer + ".weight").data();
      double[] squares = new double[30];
      for (int i = 0; i < w.length; i++) squares[i / (w.length / 30)] += w[i] * w[i];
      // Householder QR: c·n·u; the line: 1e-11 of the printed digits
      for (double s : squares) assertThat(s).isCloseTo(variance, within(2e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"edge_of_chaos, 1.0499116, 2e-5", "edge_of_chaos:sigma_b=0.3, 1.9476546, 0.09"})
  void gaussianWeightsAndBiasesHaveTheCriticalVariances(String scheme, double w, double b) {
    Parameters p = draw("tanh", scheme, 300);
    // Second moments of n normal draws are off by √(2/n) each; 5 of these: rate 5.7e-7
    assertThat(300 * second(p.get("model.2.weight").data()))
        .isCloseTo(w, within(5 * w * Math.sqrt(2 / 9e4)));
    assertThat(second(p.get("model.2.bias").data()))
        .isCloseTo(b, within(5 * b * Math.sqrt(2 / 300.0)));
  }

  @Test
  void deltaOrthogonalKernelsCarryTheCriticalVarianceAtTheirCentre() {
    ArchitectureOptions tanh = ArchitectureOptions.PLAIN.withActivation(Nonlinearity.TANH);
    Network net = Architectures.cnn(Shape.of(1, 6, 6), 4, 2, 3, tanh);
    Parameters p = Schemes.named("edge_of_chaos_delta").initialize(net, InitContext.of(SEED));
    for (int l : new int[] {0, 2}) {
      double[] w = p.get("backbone_model." + l + ".weight").data();
      double sum = 0;
      for (double x : w) sum += x * x;
      // Σ W² = outputs·σ_w², also from 1 channel to 4
      assertThat(sum).isCloseTo(4 * 1.0499116319703, within(1e-11));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gelu|edge_of_chaos|no sigma_w is critical at sigma_b = 0.00447213595499958",
        "silu|edge_of_chaos:sigma_b=0|no sigma_w is critical at sigma_b = 0.0",
        "relu|edge_of_chaos:sigma_b=0.1|a piecewise linear activation has one critical point,"
      })
  void activationsWithoutAStableCriticalPointAreRefused(
      String activation, String scheme, String message) {
    assertThatThrownBy(() -> draw(activation, scheme, 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void onlyPlainNetworksWithBiasesAndOneActivationAreCritical() {
    Scheme scheme = Schemes.named("edge_of_chaos");
    ArchitectureOptions tanh = ArchitectureOptions.PLAIN.withActivation(Nonlinearity.TANH);
    assertThat(scheme.objection(Architectures.residualMlp(4, 2, 4, tanh)))
        .isEqualTo(
            "edge_of_chaos is of plain networks with one activation, but network"
                + " 'residual-mlp-2x4' has a residual block, 'block1'");
    assertThat(scheme.objection(Architectures.mlp(Shape.of(4), 4, 1, 2, tanh.withBatchNorm(true))))
        .endsWith("has batch normalization, 'model.0.bn'");
    assertThat(scheme.objection(Architectures.mlp(Shape.of(4), 4, 1, 2, tanh.withBias(false))))
        .isEqualTo("edge_of_chaos draws biases of σ_b, but layer 'model.0' has none");
    assertThat(
            Schemes.named("edge_of_chaos:sigma_b=0")
                .objection(Architectures.mlp(Shape.of(4), 4, 1, 2, tanh.withBias(false))))
        .isEmpty();
    assertThatThrownBy(() -> Schemes.named("edge_of_chaos:sigma_b=-1"))
        .hasMessage("sigma_b must be finite and not negative, was -1.0");
  }

  private static Parameters draw(String activation, String scheme, int width) {
    ArchitectureOptions options =
        ArchitectureOptions.PLAIN.withActivation(Nonlinearity.named(activation));
    Network net = Architectures.mlp(Shape.of(width), width, 2, 2, options);
    return Schemes.named(scheme).initialize(net, InitContext.of(SEED));
  }

  private static double second(double[] x) {
    double sum = 0;
    for (double v : x) sum += v * v;
    return sum / x.length;
  }
}
