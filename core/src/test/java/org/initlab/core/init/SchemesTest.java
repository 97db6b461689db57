package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every scheme has in common, and how it is found. */
class SchemesTest {
  private static final Seed SEED = new Seed(24);
  private static final Shape IMAGE = Shape.of(2, 4, 4);

  @Test
  void allSchemesAreFoundInTheOrderOfTheirNames() {
    assertThat(Schemes.all())
        .extracting(Scheme::name)
        .containsExactly(
            "centred_orthogonal",
            "constant",
            "delta_orthogonal",
            "dirac",
            "edge_of_chaos",
            "edge_of_chaos_delta",
            "edge_of_chaos_orthogonal",
            "fixup",
            "glorot_normal",
            "glorot_uniform",
            "hanin",
            "he",
            "he_datadep",
            "he_over_blocks",
            "he_over_sqrt_blocks",
            "he_proposed",
            "he_truncated",
            "he_uniform",
            "he_unit_g",
            "identity",
            "lecun_normal",
            "looks_linear",
            "looks_linear_delta",
            "lsuv",
            "orthogonal",
            "orthogonal_datadep",
            "orthogonal_proposed",
            "scaled_orthogonal",
            "skipinit",
            "zeros");
    assertThat(Schemes.all()).allMatch(s -> !s.description().isBlank());
    assertThat(Schemes.all().stream().filter(Scheme::needsData).map(Scheme::name))
        .containsExactly("he_datadep", "lsuv", "orthogonal_datadep");
  }

  @ParameterizedTest
  @CsvSource({
    "kaiming_normal, he",
    "kaiming_uniform, he_uniform",
    "xavier_normal, glorot_normal",
    "xavier_uniform, glorot_uniform",
    "eye, identity"
  })
  void frameworksNamesAreAliases(String alias, String name) {
    assertThat(Schemes.named(alias).name()).isEqualTo(name);
    assertThat(Schemes.named(name).aliases()).contains(alias);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Schemes.named("ortogonal"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "initializer 'ortogonal' is unknown; did you mean 'orthogonal'? (allowed: centred_orthogonal, ");
  }

  @Test
  void settingsFollowTheNameAndStandInIt() {
    Network net = Architectures.feedForward(4, new int[] {4}, ArchitectureOptions.PLAIN);
    Scheme scheme = Schemes.named("orthogonal:gain=2.5");
    assertThat(scheme.name()).isEqualTo("orthogonal:gain=2.5");
    assertThat(scheme.settings()).isEqualTo(Map.of("gain", 2.5));
    double[] one =
        Schemes.named("orthogonal").initialize(net, InitContext.of(SEED)).get("fc1.weight").data();
    double[] scaled = scheme.initialize(net, InitContext.of(SEED)).get("fc1.weight").data();
    for (int i = 0; i < one.length; i++) assertThat(scaled[i]).isEqualTo(2.5 * one[i]);
    assertThat(Schemes.named("orthogonal:gain=1").name()).isEqualTo("orthogonal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orthogonal:gian=2|setting of initializer 'orthogonal' 'gian' is unknown; did you mean"
            + " 'gain'? (allowed: gain)",
        "orthogonal:gain|orthogonal:gain must be a number, was 'gain'",
        "orthogonal:gain=big|orthogonal:gain must be a number, was 'big'",
        "orthogonal:gain=NaN|orthogonal:gain must be finite, was NaN",
        "orthogonal:gain=-1|gain must be positive and finite, was -1.0",
        "he:gain=2|initializer 'he' has no settings, was given 'gain=2'"
      })
  void badSettingsAreNamed(String name, String message) {
    assertThatThrownBy(() -> Schemes.named(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void everySchemeFitsEveryNetworkItDoesNotObjectTo() {
    for (ArchitectureOptions options :
        List.of(
            ArchitectureOptions.PLAIN,
            ArchitectureOptions.WEIGHT_NORM,
            ArchitectureOptions.BATCH_NORM)) {
      for (Network net : networks(options)) {
        for (Scheme scheme : Schemes.all()) {
          if (scheme.needsData() || !scheme.objection(net).isEmpty()) continue;
          Parameters p = scheme.initialize(net, InitContext.of(SEED));
          p.requireFit(net);
          assertThat(p.asMap().values()).as("%s on %s", scheme, net).allMatch(Tensor::isFinite);
          assertThat(p.names())
              .containsExactlyElementsOf(
                  net.parameters().stream().map(ParameterSpec::name).toList());
        }
      }
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    for (Network net : networks(ArchitectureOptions.WEIGHT_NORM)) {
      Scheme scheme = Schemes.named("orthogonal_proposed");
      Parameters one = scheme.initialize(net, InitContext.of(SEED));
      for (int threads : new int[] {2, 5}) {
        assertThat(scheme.initialize(net, InitContext.of(SEED).withThreads(threads)))
            .isEqualTo(one);
      }
    }
  }

  @Test
  void anErrorInAWorkerThreadIsTheErrorItself() {
    Network net = Architectures.mlp(IMAGE, 3, 2, 2, ArchitectureOptions.PLAIN);
    Scheme dirac = new WeightScheme("x", List.of(), "dirac that does not object", new Dirac()) {};
    assertThatThrownBy(() -> dirac.initialize(net, InitContext.of(SEED).withThreads(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "dirac needs the weight of a convolution, parameter 'model.0.weight' has shape 3×32");
    Scheme broken =
        new WeightScheme(
            "x",
            List.of(),
            "a defect",
            (spec, random) -> {
              throw new ArithmeticException("defect");
            }) {};
    assertThatThrownBy(() -> broken.initialize(net, InitContext.of(SEED).withThreads(3)))
        .hasRootCauseMessage("defect");
    assertThatThrownBy(() -> InitContext.of(SEED).withThreads(0))
        .hasMessage("threads must be at least 1, was 0");
  }

  @Test
  void aLayerAddedChangesNoOtherDraw() {
    Scheme he = Schemes.named("he");
    ArchitectureOptions options = ArchitectureOptions.PLAIN;
    Parameters two =
        he.initialize(
            Architectures.feedForward(4, new int[] {3, 3}, options), InitContext.of(SEED));
    Parameters three =
        he.initialize(
            Architectures.feedForward(4, new int[] {3, 3, 3}, options), InitContext.of(SEED));
    assertThat(three.asMap()).containsAllEntriesOf(two.asMap());
    assertThat(
            he.initialize(
                    Architectures.feedForward(4, new int[] {3, 3}, options),
                    InitContext.of(new Seed(25)))
                .get("fc1.weight"))
        .isNotEqualTo(two.get("fc1.weight"));
  }

  @Test
  void theClassifierKeepsTheFrameworksDefaultUnderEveryScheme() {
    Network net = Architectures.mlp(Shape.of(50), 100, 1, 80, ArchitectureOptions.PLAIN);
    for (String name : new String[] {"he", "orthogonal", "zeros", "identity"}) {
      Parameters p = Schemes.named(name).initialize(net, InitContext.of(SEED));
      for (String array : new String[] {"model.2.weight", "model.2.bias"}) {
        double[] w = p.get(array).data();
        // U(±1/√100); all of n ≥ 80 draws below 80 % of the bound has probability 0.8^80 = 2e-8
        assertThat(Arrays.stream(w).map(Math::abs).max().orElseThrow())
            .as("%s of %s", array, name)
            .isBetween(0.08, 0.1);
      }
      assertThat(p.get("model.0.bias").data()).containsOnly(0);
    }
  }

  @Test
  void batchNormStartsAsTheIdentity() {
    Network net = Architectures.cnn(IMAGE, 3, 1, 2, ArchitectureOptions.BATCH_NORM);
    Parameters p = Schemes.named("he").initialize(net, InitContext.of(SEED));
    String bn = "backbone_model.0.bn.";
    assertThat(p.get(bn + "weight").data()).containsOnly(1);
    assertThat(p.get(bn + "bias").data()).containsOnly(0);
    assertThat(p.get(bn + "running_mean").data()).containsOnly(0);
    assertThat(p.get(bn + "running_var").data()).containsOnly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "he, 0.02",
    "he_uniform, 0.02",
    "he_truncated, 0.02",
    "glorot_normal, 0.01",
    "glorot_uniform, 0.01",
    "lecun_normal, 0.01"
  })
  void theNamedSchemesHaveTheirVariances(String name, double variance) {
    // fan_in 100, fan_out 100; 10⁴ draws, 5 standard errors of the second moment, κ ≤ 3:
    // false-failure rate 5.7e-7
    Network net = Architectures.feedForward(100, new int[] {100}, ArchitectureOptions.PLAIN);
    double[] w = Schemes.named(name).initialize(net, InitContext.of(SEED)).get("fc1.weight").data();
    double second = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
    assertThat(second).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / w.length)));
  }

  @Test
  void glorotLooksAtBothFansAndTheOthersAtFanInOnly() {
    Network net = Architectures.feedForward(300, new int[] {100}, ArchitectureOptions.PLAIN);
    Map<String, Double> expected =
        Map.of("he", 2.0 / 300, "glorot_normal", 2.0 / 400, "lecun_normal", 1.0 / 300);
    expected.forEach(
        (name, variance) -> {
          double[] w =
              Schemes.named(name).initialize(net, InitContext.of(SEED)).get("fc1.weight").data();
          double second = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
          // 3·10⁴ draws, 5 standard errors, false-failure rate 5.7e-7
          assertThat(second).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / w.length)));
        });
  }

  @Test
  void structuredSchemesDrawTheirStructure() {
    Network net = Architectures.feedForward(4, new int[] {2, 4}, ArchitectureOptions.PLAIN);
    InitContext context = InitContext.of(SEED);
    assertThat(Schemes.named("identity").initialize(net, context).get("fc1.weight").data())
        .containsExactly(1, 0, 0, 0, 0, 1, 0, 0);
    assertThat(Schemes.named("zeros").initialize(net, context).get("fc1.weight").data())
        .containsOnly(0);
    Parameters constant = Schemes.named("constant").initialize(net, context);
    assertThat(constant.get("fc1.weight").data()).containsOnly(0.25);
    assertThat(constant.get("fc2.weight").data()).containsOnly(0.5);
    double[] q = Schemes.named("orthogonal").initialize(net, context).get("fc1.weight").data();
    double dot = q[0] * q[4] + q[1] * q[5] + q[2] * q[6] + q[3] * q[7];
    double norm = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3];
    assertThat(dot).isCloseTo(0, within(1e-15));
    assertThat(norm).isCloseTo(1, within(1e-15));
  }

  @Test
  void schemesThatLeaveRowsAtZeroObjectToWeightNorm() {
    ArchitectureOptions wn = ArchitectureOptions.WEIGHT_NORM;
    Network narrowing = Architectures.feedForward(4, new int[] {4, 3}, wn);
    Network widening = Architectures.feedForward(4, new int[] {4, 5}, wn);
    assertThat(Schemes.named("identity").objection(narrowing)).isEmpty();
    assertThat(Schemes.named("identity").objection(widening))
        .isEqualTo(
            "identity leaves rows of weight_v at zero, by whose norm weight normalization divides:"
                + " layer 'fc2' has 5 outputs and 4 inputs");
    assertThat(Schemes.named("zeros").objection(narrowing))
        .isEqualTo(
            "zeros leaves weight_v at zero, by whose norm weight normalization divides: layer"
                + " 'fc1' is weight-normalized");
    assertThat(Schemes.named("dirac").objection(narrowing))
        .isEqualTo("dirac needs convolutions, but layer 'fc1' is dense (identity does both)");
    assertThat(Schemes.named("dirac").objection(Architectures.cnn(IMAGE, 2, 2, 3, wn))).isEmpty();
    assertThat(Schemes.named("dirac").objection(Architectures.cnn(IMAGE, 3, 2, 3, wn)))
        .isEqualTo(
            "dirac leaves rows of weight_v at zero, by whose norm weight normalization divides:"
                + " layer 'backbone_model.0' has 3 outputs and 2 inputs");
    Network plain = Architectures.mlp(Shape.of(2), 4, 1, 9, ArchitectureOptions.PLAIN);
    assertThat(Schemes.named("dirac").objection(plain))
        .isEqualTo("dirac needs convolutions, but layer 'model.0' is dense (identity does both)");
    assertThat(Schemes.named("zeros").objection(plain)).isEmpty();
    assertThat(Schemes.named("identity").objection(plain)).isEmpty();
    assertThat(Schemes.named("he").objection(plain)).isEmpty();
  }

  @Test
  void aZeroDirectionIsNamed() {
    Network net =
        new Network("n", Shape.of(1), List.of(new Dense("fc", 2, false, true, Role.HIDDEN)));
    Scheme scheme = new WeightScheme("x", List.of(), "does not object", new Identity()) {};
    assertThatThrownBy(() -> scheme.initialize(net, InitContext.of(SEED)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("layer 'fc', unit 1: weight normalization divides by ‖v‖, which is 0.0");
  }

  private static List<Network> networks(ArchitectureOptions options) {
    return List.of(
        Architectures.mlp(IMAGE, 6, 2, 10, options),
        Architectures.cnn(IMAGE, 4, 3, 10, options),
        Architectures.resnet(IMAGE, 4, 2, 10, options),
        Architectures.wrn(IMAGE, 1, 1, 10, true, options),
        Architectures.residualMlp(6, 2, 4, options),
        Architectures.feedForward(6, new int[] {6, 5}, options));
  }
}
