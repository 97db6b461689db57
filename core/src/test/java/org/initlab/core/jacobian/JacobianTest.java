package org.initlab.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.testing.NaiveBackend;
import org.junit.jupiter.api.Test;

/** The Jacobian, exact and by products, on plain loops. */
class JacobianTest {
  private static final Seed SEED = new Seed(20171113);

  private static Dense dense(String name, int out) {
    return new Dense(name, out, false, false, Role.HIDDEN);
  }

  private static Network network(int in, Layer... layers) {
    return new Network("net", Shape.of(in), List.of(layers));
  }

  private static Model compile(Network network, Parameters parameters) {
    return NaiveBackend.ascending()
        .compile(network, parameters, CompileOptions.cpu(Precision.FLOAT64));
  }

  private static Parameters weights(Network network, double[]... weights) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      var spec = network.parameters().get(i);
      named.put(spec.name(), Tensor.of(spec.shape(), weights[i]));
    }
    return Parameters.of(named);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  /** 5 → 7 → tanh → 4, He-initialized. */
  private static Network tanhNetwork() {
    return network(5, dense("fc1", 7), Activation.of("act", Nonlinearity.TANH), dense("fc2", 4));
  }

  private static Parameters he(Network network) {
    return Schemes.named("he").initialize(network, InitContext.of(SEED));
  }

  private static final Tensor X = vector(0.3, -1.1, 0.7, 0.2, -0.4);

  @Test
  void ofALinearLayerIsItsWeightWithItsSingularValues() {
    Network net = network(2, dense("fc", 2));
    // [[3, 0], [4, 5]]: WᵀW has the trace 50 and the determinant 225, so s² = 45 and 5.
    try (Model model = compile(net, weights(net, new double[] {3, 0, 4, 5}))) {
      Jacobian j = Jacobian.of(model, vector(7, -2));
      assertThat(new double[] {j.get(0, 0), j.get(0, 1), j.get(1, 0), j.get(1, 1)})
          .containsExactly(3, 0, 4, 5);
      SingularValues s = j.singularValues();
      // Each to a few u·s_max.
      assertThat(s.max()).isCloseTo(Math.sqrt(45), within(1e-14));
      assertThat(s.min()).isCloseTo(Math.sqrt(5), within(1e-14));
      // m₁ = 25, m₂ = (45² + 5²)/2 = 1025, so m₂/m₁² − 1 = 0.64.
      assertThat(s.moment(2)).isCloseTo(1025, within(1e-11));
      assertThat(s.relativeVariance()).isCloseTo(0.64, within(1e-14));
      assertThat(s.condition()).isCloseTo(3, within(1e-14));
    }
  }

  @Test
  void hasTheDerivativeOfEveryOutputByEveryInput() {
    Network net = tanhNetwork();
    Parameters p = he(net);
    try (Model model = compile(net, p)) {
      Jacobian j = Jacobian.of(model, X);
      double[] w1 = p.get("fc1.weight").data();
      double[] w2 = p.get("fc2.weight").data();
      for (int o = 0; o < 4; o++) {
        for (int i = 0; i < 5; i++) {
          double expected = 0;
          for (int k = 0; k < 7; k++) {
            double a = 0;
            for (int l = 0; l < 5; l++) a += w1[k * 5 + l] * X.data()[l];
            double slope = 1 - Math.tanh(a) * Math.tanh(a);
            expected += w2[o * 7 + k] * slope * w1[k * 5 + i];
          }
          // Seven terms of order 1, each of a few roundings.
          assertThat(j.get(o, i)).isCloseTo(expected, within(1e-14));
        }
      }
    }
  }

  @Test
  void aNetworkInTwoPiecesHasTheProductOfTheirJacobians() {
    Network whole = tanhNetwork();
    Parameters p = he(whole);
    Network first = network(5, dense("fc1", 7), Activation.of("act", Nonlinearity.TANH));
    Network second = network(7, dense("fc2", 4));
    try (Model model = compile(whole, p);
        Model lower = compile(first, weights(first, p.get("fc1.weight").data()));
        Model upper = compile(second, weights(second, p.get("fc2.weight").data()))) {
      Tensor batch = X.reshaped(Shape.of(1, 5));
      Tensor h = lower.forward(batch, Mode.EVAL, Probe.NONE).reshaped(Shape.of(7));
      Jacobian product = Jacobian.of(upper, h).after(Jacobian.of(lower, X));
      Jacobian direct = Jacobian.of(model, X);
      for (int o = 0; o < 4; o++) {
        for (int i = 0; i < 5; i++) {
          assertThat(product.get(o, i)).isCloseTo(direct.get(o, i), within(1e-14));
        }
      }
      assertThatThrownBy(() -> Jacobian.of(lower, X).after(Jacobian.of(upper, h)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("5 inputs")
          .hasMessageContaining("4 outputs");
    }
  }

  /** From below (4 outputs, 5 inputs) and from the side of the input (9 outputs). */
  @Test
  void lanczosFindsTheSameExtremeValuesFromProductsAlone() {
    for (int outputs : new int[] {4, 9}) {
      Network net =
          network(
              5, dense("fc1", 7), Activation.of("act", Nonlinearity.TANH), dense("fc2", outputs));
      try (Model model = compile(net, he(net))) {
        SingularValues exact = Jacobian.of(model, X).singularValues();
        LanczosSpectrum s = LanczosSpectrum.of(model, X, 9, 400, SEED);
        // Differenced products are off by some 1e-10 of s_max², and s by that over 2s.
        assertThat(s.max().value()).isCloseTo(exact.max(), within(1e-8));
        assertThat(s.min().value()).isCloseTo(exact.min(), within(1e-8));
        // As many steps as rows: the residual is what rounding leaves.
        assertThat(s.max().error()).isLessThan(1e-8);
        // The mean over 400 sign vectors: 5 standard errors, exceeded once in 10^6 runs; fixed
        // seed.
        double error = s.density().traceError() / s.density().dimension();
        assertThat(s.meanSquare()).isCloseTo(exact.moment(1), within(5 * error));
      }
    }
  }

  @Test
  void tooLargeForMemorySaysHowMuchItNeedsAndWhatToDo() {
    // 3000·4000 entries twice in 8 bytes are 192·10⁶ bytes.
    Network net = network(4000, dense("fc", 3000));
    assertThat(JacobianMemory.required(net)).isEqualTo(192_000_000L);
    JacobianMemory.require(net, 192_000_000L);
    assertThatThrownBy(() -> JacobianMemory.require(net, 191_999_999L))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("3000×4000")
        .hasMessageContaining("need 0.179 GiB and 0.179 GiB are free")
        .hasMessageContaining("method lanczos");
    Network beyond = network(50_000, dense("fc1", 1), dense("fc2", 50_000));
    assertThatThrownBy(() -> JacobianMemory.require(beyond, Long.MAX_VALUE))
        .hasMessageContaining("more than an array can hold");
  }

  @Test
  void whatIsNotFiniteIsNamed() {
    Network net = network(1, dense("fc1", 1), dense("fc2", 1));
    Parameters huge = weights(net, new double[] {1e200}, new double[] {1e200});
    try (Model model = compile(net, huge)) {
      assertThatThrownBy(() -> Jacobian.of(model, vector(1e-300)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("∂y[0]/∂x[0] is Infinity");
    }
  }

  @Test
  void relativeVarianceDoesNotOverflow() {
    SingularValues s = new SingularValues(new double[] {1e200, 3e200});
    assertThat(s.values()).containsExactly(3e200, 1e200);
    // s² = 1 and 9: mean 5, variance 16, so 16/25.
    assertThat(s.relativeVariance()).isCloseTo(0.64, within(1e-15));
  }
}
