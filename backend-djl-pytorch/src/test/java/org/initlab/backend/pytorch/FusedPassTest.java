package org.initlab.backend.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.initlab.backend.djl.DjlBackend;
import org.initlab.backend.djl.Models;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Activation;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pass in one call gives what the pass layer by layer gives. */
class FusedPassTest {
  private static final Backend BACKEND = new DjlBackend(new PyTorchProvider());
  private static final Shape IMAGE = Shape.of(3, 8, 8);
  private static final ArchitectureOptions NORMALIZED = ArchitectureOptions.WEIGHT_NORM;
  private static final UpdateRule DESCENT = UpdateRule.Sgd.of(1);

  static List<Network> fused() {
    ArchitectureOptions tanh = NORMALIZED.withActivation(Nonlinearity.TANH).withBias(false);
    return List.of(
        Architectures.mlp(IMAGE, 7, 3, 4, NORMALIZED),
        Architectures.mlp(Shape.of(6), 7, 3, 4, ArchitectureOptions.PLAIN),
        Architectures.mlp(Shape.of(6), 7, 3, 4, tanh),
        Architectures.mlp(Shape.of(1100), 7, 2, 4, NORMALIZED),
        Architectures.cnn(IMAGE, 5, 3, 4, NORMALIZED),
        Architectures.cnn(IMAGE, 5, 3, 4, ArchitectureOptions.PLAIN.withBias(false)),
        Architectures.wrn(IMAGE, 1, 1, 4, false, NORMALIZED),
        new Network("shared states", Shape.of(4), sharing(1)));
  }

  static List<Network> notFused() {
    return List.of(
        Architectures.mlp(Shape.of(6), 7, 3, 4, NORMALIZED.withActivation(Nonlinearity.GELU)),
        Architectures.cnn(IMAGE, 5, 3, 4, ArchitectureOptions.BATCH_NORM),
        new Network("scaled branches", Shape.of(4), sharing(0.5)));
  }

  // ReLUs and sums that must not overwrite what they read: the input, a state that a shortcut
  // reads too, and a state that autograd needs.
  private static List<Layer> sharing(double scale) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Activation.of("first", Nonlinearity.RELU));
    for (String name : List.of("a", "b")) {
      layers.add(new Dense(name, 4, true, true, Role.HIDDEN));
      layers.add(
          new Residual(
              name + ".block",
              List.of(Activation.of(name + ".relu", Nonlinearity.RELU)),
              List.of(),
              scale,
              0,
              1));
      layers.add(
          new Residual(
              name + ".tanh_block",
              List.of(Activation.of(name + ".tanh", Nonlinearity.TANH)),
              List.of(new Dense(name + ".around", 4, false, false, Role.HIDDEN)),
              scale,
              0,
              1));
    }
    return layers;
  }

  /**
   * One update of rate 1 takes the gradient off the parameters. Each of the two gradients is within
   * the bound of an exact one, relative to its largest element; the difference from the parameters,
   * all below 2, rounds by 2⁻⁵² more, and by 2⁻²³ in float32, where products go other ways.
   */
  @ParameterizedTest
  @MethodSource("fused")
  void aStepTakesOffTheGradientThatLayersGiveOneByOne(Network network) {
    assertThat(PassTable.of(network)).isPresent();
    compare(network, Precision.FLOAT64, 0x1p-52);
    compare(network, Precision.FLOAT32, 0x1p-23);
  }

  @ParameterizedTest
  @MethodSource("notFused")
  void otherNetworksTrainLayerByLayer(Network network) {
    assertThat(PassTable.of(network)).isEmpty();
    compare(network, Precision.FLOAT64, 0x1p-52);
  }

  private record Seen(ProbePoint wanted, List<Tensor> states) implements Probe {
    @Override
    public boolean wants(ProbePoint point) {
      return point.equals(wanted);
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      states.add(state);
    }
  }

  private static void requireClose(
      String what, double[] actual, double[] expected, double relative, double rounding) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("%s, element %d", what, i)
          .isLessThanOrEqualTo(relative * largest + rounding);
    }
  }

  private static void compare(Network network, Precision precision, double rounding) {
    Parameters drawn = Models.parameters(network, 3);
    SplittableRandom random = new SplittableRandom(5);
    Tensor inputs = Models.uniform(network.input().batched(3), random, 1);
    Objective objective = new Objective.CrossEntropy(new int[] {3, 0, 2});
    CompileOptions options = CompileOptions.cpu(precision);
    double fanIn = network.parameters().stream().mapToDouble(p -> p.fanIn()).max().orElseThrow();
    double relative = 2 * ErrorBound.relative(precision, fanIn, network.probePoints().size());
    try (Model model = BACKEND.compile(network, drawn, options)) {
      Parameters start = model.parameters();
      Gradients expected =
          model.gradients(inputs, objective, Mode.TRAIN, GradientRequest.PARAMETERS);
      List<ProbePoint> points = network.probePoints();
      Seen shown = new Seen(points.get(points.size() - 1), new ArrayList<>());
      double[] output = model.forward(inputs, Mode.TRAIN, Probe.NONE).data();
      double loss = model.accumulate(inputs, objective, 1, shown);
      model.update(DESCENT);
      assertThat(shown.states()).hasSize(1);
      requireClose(
          "output of " + network.name(), shown.states().get(0).data(), output, relative, 0);
      assertThat(Math.abs(loss - expected.loss())).isLessThanOrEqualTo(relative * loss);
      Parameters after = model.parameters();
      Parameters gradient = expected.parameters().orElseThrow();
      for (String name : gradient.names()) {
        double[] g = gradient.get(name).data();
        double[] before = start.get(name).data();
        double[] moved = after.get(name).data();
        double[] taken = new double[g.length];
        for (int i = 0; i < g.length; i++) taken[i] = before[i] - moved[i];
        requireClose(name + " of " + network.name(), taken, g, relative, rounding);
      }
    }
  }
}
