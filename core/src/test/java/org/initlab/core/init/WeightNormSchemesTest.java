package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gains g of the schemes for weight normalization, against g = √(γ fan_in/fan_out) worked out
 * by hand; k² is in both fans, so the ratio is that of the channels.
 */
class WeightNormSchemesTest {
  private static final Seed SEED = new Seed(22);
  private static final Shape IMAGE = Shape.of(3, 8, 8);
  private static final ArchitectureOptions WN = ArchitectureOptions.WEIGHT_NORM;

  @ParameterizedTest
  @ValueSource(strings = {"he_proposed", "orthogonal_proposed"})
  void proposedGainsOfAnMlp(String scheme) {
    Network net = Architectures.mlp(Shape.of(9), 6, 2, 10, WN);
    Parameters p = Schemes.named(scheme).initialize(net, InitContext.of(SEED));
    assertGain(p, "model.0", Math.sqrt(2 * 9.0 / 6));
    assertGain(p, "model.2", Math.sqrt(2));
    assertThat(p.contains("model.4.weight_g")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"he_proposed", "orthogonal_proposed"})
  void proposedGainsOfResnetAreTwoOneOverBAndOne(String scheme) {
    Network net = Architectures.resnet(IMAGE, 4, 3, 10, WN);
    Parameters p = Schemes.named(scheme).initialize(net, InitContext.of(SEED));
    assertGain(p, "backbone_model.0", Math.sqrt(2 * 3.0 / 4));
    assertGain(p, "backbone_model.2.conv1", Math.sqrt(2));
    assertGain(p, "backbone_model.2.conv2", Math.sqrt(1.0 / 3));
    assertGain(p, "backbone_model.4.conv2", Math.sqrt(1.0 / 3));
    assertGain(p, "backbone_model.5.conv1", Math.sqrt(2 * 4.0 / 8));
    assertGain(p, "backbone_model.5.shortcut", Math.sqrt(4.0 / 8));
  }

  @Test
  void proposedGainOfTheFirstConvolutionOfAWideResnetHasGammaOne() {
    Network net = Architectures.wrn(IMAGE, 1, 2, 10, false, WN);
    Parameters p = Schemes.named("orthogonal_proposed").initialize(net, InitContext.of(SEED));
    assertGain(p, "conv1", Math.sqrt(3.0 / 16));
    assertGain(p, "conv2.0.conv1", Math.sqrt(2 * 16.0 / 32));
    assertGain(p, "conv2.0.conv2", 1);
    assertGain(p, "conv3.0.shortcut", Math.sqrt(32.0 / 64));
  }

  @Test
  void proposedGainsOfFigureOne() {
    Network net = Architectures.residualMlp(50, 40, 20, WN.withBias(false));
    Parameters p = Schemes.named("he_proposed").initialize(net, InitContext.of(SEED));
    assertGain(p, "block1.fc1", Math.sqrt(2 * 50.0 / 20));
    assertGain(p, "block40.fc2", Math.sqrt(20.0 / 50 / 40));
  }

  @Test
  void haninsBranchGainsShrinkByANinthWithinAStageAndStartAgainInTheNext() {
    Network net = Architectures.wrn(IMAGE, 3, 1, 10, false, WN);
    Parameters p = Schemes.named("hanin").initialize(net, InitContext.of(SEED));
    for (String stage : new String[] {"conv2", "conv3", "conv4"}) {
      assertGain(p, stage + ".0.conv2", 0.9);
      assertGain(p, stage + ".1.conv2", 0.81);
      assertGain(p, stage + ".2.conv2", 0.729);
    }
    assertGain(p, "conv1", Math.sqrt(3.0 / 16));
    assertGain(p, "conv2.0.conv1", Math.sqrt(2));
    assertGain(p, "conv3.0.shortcut", Math.sqrt(16.0 / 32));
  }

  @Test
  void unitGainIsOneEverywhere() {
    Network net = Architectures.resnet(IMAGE, 4, 1, 10, WN);
    Parameters p = Schemes.named("he_unit_g").initialize(net, InitContext.of(SEED));
    for (String name : p.names()) {
      if (name.endsWith("weight_g")) assertThat(p.get(name).data()).containsOnly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "orthogonal", "glorot_uniform", "constant"})
  void theDefaultGainLeavesTheNetworkWithoutNormalization(String scheme) {
    Network plain = Architectures.resnet(IMAGE, 4, 1, 10, ArchitectureOptions.PLAIN);
    Network normalized = Architectures.resnet(IMAGE, 4, 1, 10, WN);
    // the directions have a stream of their own, so the weights are rebuilt from g and v
    Parameters p = Schemes.named(scheme).initialize(normalized, InitContext.of(SEED));
    for (var spec : plain.parameters()) {
      if (!spec.name().endsWith(".weight") || spec.role() == Role.CLASSIFIER) continue;
      double[] v = p.get(spec.layer() + ".weight_v").data();
      double[] g = p.get(spec.layer() + ".weight_g").data();
      int fan = v.length / g.length;
      for (int i = 0; i < g.length; i++) {
        double[] row = Arrays.copyOfRange(v, i * fan, (i + 1) * fan);
        double norm = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
        // two sums of squares of fan terms, each off by fan·u relative at most
        assertThat(g[i]).isCloseTo(norm, within(2 * fan * 0x1p-53 * norm));
      }
    }
  }

  @Test
  void aWeightNormalizedClassifierKeepsTheDefaultToo() {
    Network net =
        new Network(
            "n", Shape.of(4), java.util.List.of(new Dense("out", 3, true, true, Role.CLASSIFIER)));
    Parameters p = Schemes.named("orthogonal_proposed").initialize(net, InitContext.of(SEED));
    double[] v = p.get("out.weight_v").data();
    assertThat(Arrays.stream(v).boxed()).allMatch(x -> Math.abs(x) <= 0.5);
    double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3] * v[3]);
    assertThat(p.get("out.weight_g").data()[0]).isCloseTo(norm, within(8 * 0x1p-53 * norm));
  }

  @Test
  void directionsOfHeProposedHaveVarianceOneOverFanIn() {
    Network net = Architectures.feedForward(400, new int[] {400}, WN);
    double[] v =
        Schemes.named("he_proposed")
            .initialize(net, InitContext.of(SEED))
            .get("fc1.weight_v")
            .data();
    double variance = Arrays.stream(v).map(x -> x * x).average().orElseThrow();
    // 5 standard errors of a chi-square mean, false-failure rate 5.7e-7
    assertThat(400 * variance).isCloseTo(1, within(5 * Math.sqrt(2.0 / v.length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "he_unit_g",
        "he_proposed",
        "orthogonal_proposed",
        "hanin",
        "he_datadep",
        "orthogonal_datadep"
      })
  void withoutWeightNormTheyObjectAndNameTheLayer(String name) {
    Network net = Architectures.mlp(Shape.of(4), 3, 1, 2, ArchitectureOptions.PLAIN);
    Scheme scheme = Schemes.named(name);
    String objection =
        name
            + " sets the gain g of weight normalization, but layer 'model.0' of network 'mlp-1x3'"
            + " is not weight-normalized";
    assertThat(scheme.objection(net)).isEqualTo(objection);
    assertThatThrownBy(() -> scheme.initialize(net, InitContext.of(SEED)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(objection);
    assertThat(scheme.objection(Architectures.mlp(Shape.of(4), 3, 1, 2, WN))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"proposed_he, he_proposed", "proposed_orthogonal, orthogonal_proposed"})
  void theAuthorsSpellingsAreTheSameSchemes(String alias, String name) {
    assertThat(Schemes.named(alias).name()).isEqualTo(name);
  }

  private static void assertGain(Parameters p, String layer, double expected) {
    Tensor g = p.get(layer + ".weight_g");
    // one rounding each for product, quotient and root
    assertThat(Arrays.stream(g.data()).boxed())
        .allSatisfy(x -> assertThat(x).isCloseTo(expected, within(4 * 0x1p-53 * expected)));
  }
}
