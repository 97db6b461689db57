package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** [W, −W] makes networks of concatenated ReLUs linear. */
class LooksLinearTest {
  private static final Seed SEED = new Seed(41);
  private static final ArchitectureOptions CRELU =
      ArchitectureOptions.PLAIN.withActivation(Nonlinearity.CRELU);

  @Test
  void theSecondHalfOfTheInputsIsTheFirstNegated() {
    double[] w = Draws.draw(new LooksLinear(new Orthogonal(1)), Draws.dense(3, 4), 1);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) assertThat(w[i * 4 + 2 + j]).isEqualTo(-w[i * 4 + j]).isNotZero();
    }
    double[] k = Draws.draw(new LooksLinear(new Orthogonal(1)), Draws.conv(3, 4, 3), 1);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 18; j++) {
        assertThat(k[i * 36 + 18 + j]).isEqualTo(-k[i * 36 + j]).isNotZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, looks_linear",
    "cnn, looks_linear",
    "cnn, looks_linear_delta",
    "residual, looks_linear",
    "flattened, looks_linear"
  })
  void theWholeNetworkIsLinearAtInitialization(String kind, String scheme) {
    Network net = network(kind);
    Parameters p = Schemes.named(scheme).initialize(net, InitContext.of(SEED));
    int n = net.input().size();
    double[] x = new Normal(1).draw(Draws.dense(2, n), SEED.stream("x")).data();
    double[] batch = new double[3 * n];
    System.arraycopy(x, 0, batch, 0, 2 * n);
    for (int i = 0; i < n; i++) batch[2 * n + i] = 3 * x[i] - 2 * x[n + i];
    Tensor in = Tensor.of(net.input().batched(3), batch);
    double[] y = new NaiveForward(net, p, Probe.NONE).run(in).data();
    int m = y.length / 3;
    for (int i = 0; i < m; i++) {
      assertThat(Math.abs(y[i])).isGreaterThan(1e-6);
      // f(3x₁ − 2x₂) = 3f(x₁) − 2f(x₂); sums of ≤ 60 terms of size ≤ 10 in ≤ 10 layers, in units of
      // u
      assertThat(y[2 * m + i]).isCloseTo(3 * y[i] - 2 * y[m + i], within(6000 * 0x1p-53));
    }
    // A network of the same shape whose weights are not mirrored is far from it.
    double[] he =
        new NaiveForward(net, Schemes.named("he").initialize(net, InitContext.of(SEED)), Probe.NONE)
            .run(in)
            .data();
    assertThat(Math.abs(he[2 * m] - 3 * he[0] + 2 * he[m])).isGreaterThan(1e-2);
  }

  @Test
  void aDeepNetworkIsTheProductOfItsOrthogonalMatrices() {
    int width = 10;
    int depth = 100;
    int[] widths = new int[depth];
    java.util.Arrays.fill(widths, width);
    Network net = Architectures.feedForward(width, widths, CRELU);
    Parameters p = Schemes.named("looks_linear").initialize(net, InitContext.of(SEED));
    Tensor x = new Normal(1).draw(Draws.dense(1, width), SEED.stream("x"));
    double[] product = x.data();
    for (int l = 1; l <= depth; l++) {
      double[] w = p.get("fc" + l + ".weight").data();
      int stride = w.length / width;
      double[] next = new double[width];
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) next[i] += w[i * stride + j] * product[j];
      }
      product = next;
    }
    double[] y = new NaiveForward(net, p, Probe.NONE).run(x).data();
    // 100 products with 10 terms, none of them amplifying
    assertThat(y).usingComparatorWithPrecision(1000 * 10 * 0x1p-53).containsExactly(product);
    assertThat(norm(y) / norm(x.data())).isCloseTo(1, within(1e-12));
  }

  @Test
  void oddNumbersOfInputsAreRefused() {
    assertThatThrownBy(() -> Draws.draw(new LooksLinear(new Orthogonal(1)), Draws.dense(2, 5), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "looks-linear weights are [W, −W], which needs an even number of inputs; parameter"
                + " 'fc.weight' has shape 2×5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "identity", "ends", "batch norm", "skips", "twice"})
  void networksThatItDoesNotMakeLinearAreRefusedWithTheReason(String kind) {
    Activation crelu = Activation.of("act", Nonlinearity.CRELU);
    Dense dense = new Dense("fc", 4, true, false, Role.HIDDEN);
    ArchitectureOptions plain = ArchitectureOptions.PLAIN;
    Network net =
        switch (kind) {
          case "relu" -> Architectures.mlp(Shape.of(4), 4, 1, 2, plain);
          case "identity" -> new Network("n", Shape.of(4), List.of(dense));
          case "ends" -> new Network("n", Shape.of(4), List.of(dense, crelu));
          case "batch norm" -> Architectures.mlp(Shape.of(4), 4, 1, 2, CRELU.withBatchNorm(true));
          case "skips" ->
              new Network(
                  "n",
                  Shape.of(2),
                  List.of(crelu, new Residual("res", List.of(dense), List.of(), 1, 0, 1)));
          default ->
              new Network("n", Shape.of(4), List.of(crelu, Activation.of("b", Nonlinearity.CRELU)));
        };
    String reason =
        switch (kind) {
          case "relu" -> "'mlp-1x4' layer 'model.1' is relu instead of crelu";
          case "identity" -> "'n' has no concatenated ReLU (crelu)";
          case "ends" -> "'n' its output is a concatenated ReLU's";
          case "batch norm" -> "'mlp-1x4' layer 'model.0.bn' normalizes over the batch";
          case "skips" -> "'n' layer 'res' adds concatenated ReLUs without weights";
          default -> "'n' layer 'b' follows a concatenated ReLU";
        };
    assertThat(Schemes.named("looks_linear").objection(net))
        .isEqualTo(
            "looks_linear makes networks of weights and concatenated ReLUs linear, but of network "
                + reason);
  }

  private static Network network(String kind) {
    Shape image = Shape.of(2, 5, 5);
    return switch (kind) {
      case "mlp" -> Architectures.mlp(Shape.of(6), 5, 4, 3, CRELU);
      case "cnn" -> Architectures.cnn(image, 4, 3, 3, CRELU);
      case "residual" -> Architectures.residualMlp(6, 3, 5, CRELU);
      default ->
          new Network(
              "flattened",
              image,
              List.of(
                  Activation.of("a", Nonlinearity.CRELU),
                  new org.initlab.core.network.Flatten("flat"),
                  new Dense("fc", 3, true, false, Role.HIDDEN)));
    };
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double v : x) sum += v * v;
    return Math.sqrt(sum);
  }
}
