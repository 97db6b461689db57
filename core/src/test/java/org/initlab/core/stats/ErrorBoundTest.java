package org.initlab.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The bound's formula, by hand for small networks, and its ranges for those that we use. */
class ErrorBoundTest {
  private static final double U64 = 0x1p-53;
  private static final double U32 = 0x1p-24;

  private static Dense dense(String name, int out) {
    return new Dense(name, out, true, false, Role.HIDDEN);
  }

  private static Network mlp(int width, int depth, Nonlinearity f) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i <= depth; i++) {
      layers.add(dense("fc" + i, width));
      layers.add(Activation.of("act" + i, f));
    }
    return new Network("mlp", Shape.of(width), layers);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(Shape.of(1, values.length), values);
  }

  @Test
  void aStateCountsTheSumsBeforeIt() {
    Network net = mlp(9, 2, Nonlinearity.TANH);
    ErrorBound bound = ErrorBound.of(net, 3, Precision.FLOAT64);
    List<ProbePoint> points = net.probePoints();
    // √9 + 2 for a dense layer, 4 for a tanh.
    double[] roundings = {5, 9, 14, 18};
    for (int i = 0; i < 4; i++) {
      assertThat(bound.state(points.get(i))).isEqualTo(4 * U64 * roundings[i]);
    }
    assertThat(ErrorBound.of(net, 3, Precision.FLOAT32).state(points.get(3)))
        .isEqualTo(4 * U32 * 18);
  }

  @Test
  void aGradientCountsTheWholeForwardPassAndTheLayersAfterIt() {
    Network net = new Network("n", Shape.of(9), List.of(dense("a", 16), dense("b", 4)));
    ErrorBound bound = ErrorBound.of(net, 25, Precision.FLOAT64);
    // Forward 3 + 2 + 4 + 2 = 11; the objective 4 + √4 = 6; backward √4 + 2 and √16 + 2.
    assertThat(bound.stateGradient(net.probePoints().get(1))).isEqualTo(4 * U64 * 17);
    assertThat(bound.stateGradient(net.probePoints().get(0))).isEqualTo(4 * U64 * 21);
    assertThat(bound.inputGradient()).isEqualTo(4 * U64 * 27);
    // A sum over the batch of 25 samples, and 2.
    assertThat(bound.parameterGradient(net.parameters().get(0))).isEqualTo(4 * U64 * 28);
    assertThat(bound.parameterGradient(net.parameters().get(2))).isEqualTo(4 * U64 * 24);
    assertThat(bound.underflow()).isEqualTo(27 * Double.MIN_NORMAL);
    assertThat(ErrorBound.of(net, 25, Precision.FLOAT32).underflow())
        .isEqualTo(27 * (double) Float.MIN_NORMAL);
  }

  @Test
  void everyKindOfLayerCountsWhatItReduces() {
    // One convolution per path so that the sums can be followed by hand.
    Layer conv = new Conv2d("conv", 4, 3, 1, 1, true, true, Role.HIDDEN);
    Layer shortcut = new Conv2d("short", 4, 1, 1, 0, true, false, Role.SHORTCUT);
    Network net =
        new Network(
            "n",
            Shape.of(1, 6, 6),
            List.of(
                new Residual("block", List.of(conv), List.of(shortcut), 1, 0, 1),
                BatchNorm.of("bn"),
                Activation.of("relu", Nonlinearity.RELU),
                new GlobalAveragePool("pool")));
    ErrorBound bound = ErrorBound.of(net, 4, Precision.FLOAT64);
    // conv √9 twice (weight norm) + 2; shortcut 1 + 2; sum + 2; norm √(4·36) + 4; ReLU 1; pool √36.
    double[] forward = {8, 3, 10, 26, 27, 33};
    for (ProbePoint p : net.probePoints()) {
      assertThat(bound.state(p)).as(p.layer()).isEqualTo(4 * U64 * forward[p.index()]);
    }
    // Output 33 + 4 + √4 = 39; pool 1; ReLU 1; norm 2·16; into the block 2; conv √36 + 3 + 2 = 11.
    double[] backward = {75, 75, 73, 41, 40, 39};
    for (ProbePoint p : net.probePoints()) {
      assertThat(bound.stateGradient(p)).as(p.layer()).isEqualTo(4 * U64 * backward[p.index()]);
    }
    assertThat(bound.inputGradient()).isEqualTo(4 * U64 * 86);
    // conv: √(4·36) + 3 + 2 = 17 over 75; bn: 12 + 4 over 41.
    assertThat(parameter(bound, net, "conv.weight_v")).isEqualTo(4 * U64 * 92);
    assertThat(parameter(bound, net, "bn.weight")).isEqualTo(4 * U64 * 57);
  }

  private static double parameter(ErrorBound bound, Network net, String name) {
    return bound.parameterGradient(
        net.parameters().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow());
  }

  @Test
  void theBranchOfABlockComesBeforeItsShortcutInTheOrderOfPoints() {
    Residual block =
        new Residual("block", List.of(dense("f", 9), dense("g", 9)), List.of(), 1, 0, 1);
    Network net = new Network("n", Shape.of(9), List.of(dense("in", 9), block, dense("out", 1)));
    ErrorBound bound = ErrorBound.of(net, 1, Precision.FLOAT64);
    // Forward 5, f 10, g 15, block 17, out 22; objective 5; out √1 + 2; into the block 2; g, f 5.
    double[] backward = {42, 37, 32, 30, 27};
    for (ProbePoint p : net.probePoints()) {
      assertThat(bound.stateGradient(p)).as(p.layer()).isEqualTo(4 * U64 * backward[p.index()]);
    }
  }

  @Test
  void layersBeforeABlockWithAShortcutKeepTheirPlace() {
    Residual block = new Residual("block", List.of(dense("f", 9)), List.of(dense("s", 9)), 1, 0, 1);
    Residual outer = new Residual("outer", List.of(dense("in", 9), block), List.of(), 1, 0, 1);
    Network net = new Network("n", Shape.of(9), List.of(dense("first", 9), outer));
    ErrorBound bound = ErrorBound.of(net, 1, Precision.FLOAT64);
    // Forward 5, in 10, f and s 15, block 17, outer 19; objective 7; outer 26, block 28, f and s
    // 30, in 35, first 40.
    double[] backward = {40, 35, 30, 30, 28, 26};
    for (ProbePoint p : net.probePoints()) {
      assertThat(bound.stateGradient(p)).as(p.layer()).isEqualTo(4 * U64 * backward[p.index()]);
    }
  }

  @Test
  void transcendentalActivationsCountFourOthersOne() {
    for (Nonlinearity f : Nonlinearity.values()) {
      Network net = new Network("n", Shape.of(4), List.of(Activation.of("f", f)));
      double expected =
          switch (f) {
            case TANH, ERF, SIGMOID, GELU, SILU -> 4;
            default -> 1;
          };
      assertThat(ErrorBound.of(net, 1, Precision.FLOAT64).state(net.probePoints().get(0)))
          .as(f.id())
          .isEqualTo(4 * U64 * expected);
    }
  }

  @Test
  void theBoundsOfOurNetworksLieWhereTheDesignSays() {
    // Design: about 1e-12 to 1e-10 in float64, 1e-6 to 1e-4 in float32, "for the networks we use".
    assertThat(ErrorBound.relative(Precision.FLOAT64, 1000, 100)).isBetween(1e-12, 1e-10);
    assertThat(ErrorBound.relative(Precision.FLOAT32, 100, 20)).isBetween(1e-6, 1e-4);
    assertThat(ErrorBound.relative(Precision.FLOAT32, 16, 2)).isBetween(1e-6, 1e-4);
    Network deep = mlp(64, 100, Nonlinearity.TANH);
    ErrorBound bound = ErrorBound.of(deep, 32, Precision.FLOAT64);
    ProbePoint last = deep.probePoints().get(199);
    assertThat(bound.state(last)).isLessThan(1e-10);
    assertThat(bound.inputGradient()).isLessThan(1e-10);
  }

  @Test
  void sequentialFloat32SumsStayWithinTheBoundAndHalfPrecisionDoesNot() {
    // The bound holds for sums in either order and in blocks, n up to 4096; deterministic terms.
    for (int n : new int[] {1, 7, 64, 1000, 4096}) {
      double[] x = IntStream.range(0, n).mapToDouble(i -> Math.sin(1.0 + i * i)).toArray();
      float up = 0;
      float down = 0;
      for (int i = 0; i < n; i++) up += (float) x[i];
      for (int i = n - 1; i >= 0; i--) down += (float) x[i];
      double scale = Math.max(1, Math.sqrt(n / 2.0));
      assertThat(Math.abs(up - down))
          .as("n = %d", n)
          .isLessThanOrEqualTo((float) (ErrorBound.relative(Precision.FLOAT32, n, 1) * scale));
    }
    Network net = mlp(64, 4, Nonlinearity.RELU);
    ErrorBound bound = ErrorBound.of(net, 8, Precision.FLOAT32);
    double half = 0x1p-11;
    assertThat(bound.state(net.probePoints().get(7))).isLessThan(half / 8);
  }

  @Test
  void objectivesMagnifyErrorsOfTheOutput() {
    Network net = mlp(2, 1, Nonlinearity.IDENTITY);
    ProbePoint out = net.probePoints().get(1);
    ErrorBound plain = ErrorBound.of(net, 1, Precision.FLOAT64);
    double base = plain.stateGradient(out);
    Objective ce = new Objective.CrossEntropy(new int[] {0});
    assertThat(plain.forObjective(ce, vector(3, -8)).stateGradient(out)).isEqualTo(16 * base);
    assertThat(plain.forObjective(ce, vector(0.1, 0)).stateGradient(out)).isEqualTo(base);
    assertThat(plain.forObjective(ce, vector(3, -8)).inputGradient())
        .isEqualTo(16 * plain.inputGradient());
    assertThat(plain.forObjective(ce, vector(3, -8)).parameterGradient(net.parameters().get(0)))
        .isEqualTo(16 * plain.parameterGradient(net.parameters().get(0)));
    assertThat(plain.forObjective(ce, vector(3, -8)).state(out)).isEqualTo(plain.state(out));
    Objective mse = new Objective.MeanSquaredError(vector(2, -8));
    assertThat(plain.forObjective(mse, vector(4, -8)).stateGradient(out)).isEqualTo(4 * base);
    assertThat(plain.forObjective(mse, vector(0, 0)).stateGradient(out)).isEqualTo(base);
    Objective vjp = new Objective.Cotangent(vector(1, 1));
    assertThat(plain.forObjective(vjp, vector(50, 0)).stateGradient(out)).isEqualTo(base);
  }

  @Test
  void theLossHasAnAbsoluteBoundPerObjective() {
    Network net = new Network("n", Shape.of(4), List.of(dense("fc", 4)));
    ErrorBound bound = ErrorBound.of(net, 1, Precision.FLOAT64);
    Tensor y = vector(1, -3, 0, 0);
    double dy = 4 * U64 * 4 * 3; // √4 + 2 roundings of ‖y‖∞ = 3
    double sum = 4 * U64 * (2 + 4); // √(1·4) + 4
    assertThat(bound.loss(new Objective.CrossEntropy(new int[] {1}), y, 4.5))
        .isEqualTo(2 * dy + sum * 4.5);
    assertThat(bound.loss(new Objective.CrossEntropy(new int[] {1}), y, 0.5))
        .isEqualTo(2 * dy + sum);
    assertThat(bound.loss(new Objective.MeanSquaredError(vector(1, 2, 0, 0)), y, 6.25))
        .isEqualTo((10 + dy) * dy + sum * 6.25);
    assertThat(bound.loss(new Objective.Cotangent(vector(1, -2, 0.5, 0)), y, 7))
        .isCloseTo(3.5 * dy + 4 * U64 * 2 * 3.5 * 3, within(1e-29));
  }

  @Test
  void amplificationScalesAndNeverTightens() {
    Network net = mlp(9, 2, Nonlinearity.TANH);
    ProbePoint p = net.probePoints().get(3);
    ErrorBound plain = ErrorBound.of(net, 3, Precision.FLOAT64);
    assertThat(plain.amplified(10).state(p)).isEqualTo(10 * plain.state(p));
    assertThat(plain.amplified(10).amplified(0.1).state(p)).isEqualTo(10 * plain.state(p));
    assertThat(plain.amplified(10).stateGradient(p)).isEqualTo(10 * plain.stateGradient(p));
  }

  @Test
  void theRatioIsRelativeToTheLargerNorm() {
    Network net = mlp(4, 1, Nonlinearity.RELU);
    ErrorBound bound = ErrorBound.of(net, 1, Precision.FLOAT64);
    assertThat(bound.ratio(0.5, vector(1, -4), vector(1.5, -3)))
        .isCloseTo(0.5, within(1e-15)); // 1 / (0.5·4)
    assertThat(bound.ratio(0.5, 10, vector(1, -4), vector(1.5, -3))).isCloseTo(0.2, within(1e-15));
    assertThat(bound.ratio(1e-9, vector(0, 0), vector(0, 0))).isZero();
    assertThat(bound.ratio(1e-9, vector(0, 0), vector(Double.MIN_NORMAL, 0))).isBetween(0.0, 1.0);
    assertThat(bound.ratio(1, vector(1, Double.NaN), vector(1, 0))).isInfinite();
    assertThat(bound.ratio(1, vector(1, Double.NaN), vector(1, Double.NaN))).isZero();
    double inf = Double.POSITIVE_INFINITY;
    assertThat(bound.ratio(1, vector(inf, 1), vector(inf, 1))).isZero();
    assertThat(bound.ratio(1, vector(inf, 1), vector(-inf, 1))).isInfinite();
  }

  @Test
  void badInputIsNamed() {
    Network net = mlp(4, 1, Nonlinearity.RELU);
    assertThatThrownBy(() -> ErrorBound.of(net, 0, Precision.FLOAT64))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("batch must be at least 1, was 0");
    assertThatThrownBy(() -> Differences.maxAbsDifference(vector(1), vector(1, 2)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("tensors to compare must have one shape, were given 1×1 and 1×2");
  }
}
