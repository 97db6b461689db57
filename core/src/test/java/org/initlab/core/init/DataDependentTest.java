package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data-dependent initialization, on a backend of plain loops. */
class DataDependentTest {
  private static final Seed SEED = new Seed(23);
  private static final ArchitectureOptions WN = ArchitectureOptions.WEIGHT_NORM;
  private static final Shape IMAGE = Shape.of(2, 8, 8);

  static List<Network> networks() {
    return List.of(
        Architectures.mlp(IMAGE, 7, 3, 10, WN),
        Architectures.cnn(IMAGE, 5, 3, 10, WN),
        Architectures.resnet(IMAGE, 3, 2, 10, WN),
        Architectures.wrn(IMAGE, 1, 1, 10, true, WN),
        Architectures.residualMlp(6, 3, 4, WN),
        Architectures.resnet(IMAGE, 3, 2, 10, WN.withBatchNorm(true)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyNormalizedLayerStartsWithMeanZeroAndVarianceOneOnTheBatch(Network net) {
    Tensor batch = gaussian(net.input(), 16);
    for (String scheme : new String[] {"he_datadep", "orthogonal_datadep"}) {
      Parameters p = initialize(scheme, net, batch);
      int checked = 0;
      for (Map.Entry<String, Tensor> state : states(net, p, batch).entrySet()) {
        if (!p.contains(state.getKey() + ".weight_g")) continue;
        checked++;
        UnitStatistics unit = UnitStatistics.of(state.getValue());
        for (int i = 0; i < unit.units(); i++) {
          // A deviation of u·fan per layer, enlarged by standardizing at most √count-fold in each
          // of at most 14 layers: 1e-16 · 300 · 14 · √256 ≈ 1e-11.
          assertThat(unit.mean(i)).as(state.getKey()).isCloseTo(0, within(1e-11));
          assertThat(unit.std(i)).as(state.getKey()).isCloseTo(1, within(1e-11));
        }
      }
      assertThat(checked).isEqualTo(p.names().stream().filter(n -> n.endsWith("weight_g")).count());
    }
  }

  @Test
  void gainAndBiasAreSalimansAndKingmasForAHandMadeBatch() {
    // v_i·x/‖v_i‖ for samples (1, 0), (0, 2), (−1, 4): with v = (3, 4): 0.6, 1.6, 2.6, so μ = 1.6
    // and σ² = 2/3. The walk sees v only up to scale, which is the point of weight normalization.
    Tensor batch = Tensor.of(Shape.of(3, 2), new double[] {1, 0, 0, 2, -1, 4});
    Network net =
        new Network("n", Shape.of(2), List.of(new Dense("fc", 1, true, true, Role.HIDDEN)));
    Parameters drawn =
        Parameters.of(
            Map.of(
                "fc.weight_v", Tensor.of(Shape.of(1, 2), new double[] {3, 4}),
                "fc.weight_g", Tensor.filled(Shape.of(1, 1), 1),
                "fc.bias", Tensor.zeros(Shape.of(1))));
    Parameters p =
        new DataDependentWalk(
                new InitContext.Calibration(batch, new NaiveBackend()),
                1,
                drawn,
                new StandardizedUnits())
            .through(net);
    // a handful of roundings
    assertThat(p.get("fc.weight_g").data()[0]).isCloseTo(Math.sqrt(1.5), within(1e-15));
    assertThat(p.get("fc.bias").data()[0]).isCloseTo(-1.6 * Math.sqrt(1.5), within(1e-15));
    assertThat(p.get("fc.weight_v").data()).containsExactly(3, 4);
  }

  @Test
  void branchScaleEntersTheSum() {
    Network net =
        new Network(
            "n",
            Shape.of(3),
            List.of(
                new Residual(
                    "block",
                    List.of(new Dense("in", 3, true, true, Role.BRANCH_OUTPUT)),
                    List.of(),
                    0.25,
                    0,
                    1),
                new Dense("after", 2, true, true, Role.HIDDEN)));
    Tensor batch = gaussian(net.input(), 9);
    Parameters p = initialize("he_datadep", net, batch);
    UnitStatistics unit = UnitStatistics.of(states(net, p, batch).get("after"));
    assertThat(unit.std(0)).isCloseTo(1, within(1e-13));
    assertThat(unit.mean(1)).isCloseTo(0, within(1e-13));
  }

  @Test
  void theClassifierIsLeftAlone() {
    Network net = Architectures.mlp(Shape.of(5), 4, 1, 3, WN);
    Parameters p = initialize("he_datadep", net, gaussian(net.input(), 8));
    Parameters without = Schemes.named("he").initialize(net, InitContext.of(SEED));
    assertThat(p.get("model.2.weight")).isEqualTo(without.get("model.2.weight"));
    assertThat(p.get("model.2.bias")).isEqualTo(without.get("model.2.bias"));
    assertThat(p.names()).containsExactlyElementsOf(without.names());
    p.requireFit(net);
  }

  @Test
  void aConvolutionMayBeTheClassifier() {
    Network net =
        new Network(
            "all convolutional",
            IMAGE,
            List.of(
                new Conv2d("conv", 3, 3, 1, 1, true, true, Role.HIDDEN),
                new Conv2d("out", 2, 1, 1, 0, true, true, Role.CLASSIFIER)));
    Parameters p = initialize("he_datadep", net, gaussian(IMAGE, 2));
    Parameters without = Schemes.named("he").initialize(net, InitContext.of(SEED));
    assertThat(p.get("out.weight_g")).isEqualTo(without.get("out.weight_g"));
    assertThat(p.get("conv.weight_g")).isNotEqualTo(without.get("conv.weight_g"));
  }

  @Test
  void aUnitThatDoesNotVaryIsNamed() {
    Network net = Architectures.mlp(Shape.of(5), 4, 1, 3, WN);
    double[] same = new double[15];
    for (int i = 0; i < 15; i++) same[i] = 0.1 * (i % 5 + 1);
    assertThatThrownBy(() -> initialize("he_datadep", net, Tensor.of(Shape.of(3, 5), same)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 'model.0', unit 0: its pre-activation is the same for the whole calibration"
                + " batch (σ = 0), so g = 1/σ is undefined");
  }

  @Test
  void oneSampleOrNoBatchOrAnotherShapeOrNanIsRefused() {
    Network net = Architectures.mlp(Shape.of(5), 4, 1, 3, WN);
    assertThatThrownBy(() -> initialize("he_datadep", net, gaussian(net.input(), 1)))
        .hasMessage("the calibration batch needs at least 2 samples, was given 1");
    assertThatThrownBy(() -> Schemes.named("he_datadep").initialize(net, InitContext.of(SEED)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("he_datadep needs a calibration batch, but none was given");
    assertThatThrownBy(() -> initialize("he_datadep", net, gaussian(Shape.of(4), 3)))
        .hasMessage("input of network 'mlp-1x4' must be N×5, was given 3×4");
    Tensor nan = Tensor.filled(Shape.of(3, 5), Double.NaN);
    assertThatThrownBy(() -> initialize("he_datadep", net, nan))
        .hasMessage("input of network 'mlp-1x4' must be finite, value 0 is NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"he_datadep", "orthogonal_datadep"})
  void withoutABiasTheyObject(String name) {
    Network net = Architectures.mlp(Shape.of(4), 3, 1, 2, WN.withBias(false));
    assertThat(Schemes.named(name).objection(net))
        .isEqualTo(name + " sets b = −μ/σ, but layer 'model.0' has no bias");
    assertThat(Schemes.named(name).needsData()).isTrue();
  }

  private static Parameters initialize(String scheme, Network net, Tensor batch) {
    return Schemes.named(scheme)
        .initialize(net, InitContext.of(SEED).withCalibration(batch, new NaiveBackend()));
  }

  private static Map<String, Tensor> states(Network net, Parameters p, Tensor batch) {
    Map<String, Tensor> states = new HashMap<>();
    Probe all =
        new Probe() {
          @Override
          public boolean wants(ProbePoint point) {
            return true;
          }

          @Override
          public void accept(ProbePoint point, Tensor state) {
            states.put(point.layer(), state);
          }
        };
    try (Model model = new NaiveBackend().compile(net, p, CompileOptions.cpu(Precision.FLOAT64))) {
      model.forward(batch, Mode.TRAIN, all);
    }
    return states;
  }

  private static Tensor gaussian(Shape sample, int n) {
    Shape shape = sample.batched(n);
    double[] data = new double[shape.size()];
    var z =
        org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian.of(
            SEED.stream("batch"));
    for (int i = 0; i < data.length; i++) data[i] = z.sample();
    return Tensor.of(shape, data);
  }
}
