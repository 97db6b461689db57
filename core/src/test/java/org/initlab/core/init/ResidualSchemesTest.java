package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Activation;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemes that treat residual branches apart. */
class ResidualSchemesTest {
  private static final Seed SEED = new Seed(71);
  private static final Network RESNET =
      Architectures.resnet(Shape.of(2, 6, 6), 4, 3, 10, ArchitectureOptions.PLAIN);

  @ParameterizedTest
  @CsvSource({"he_over_sqrt_blocks, 0.5773502691896258", "he_over_blocks, 0.3333333333333333"})
  void branchesOfAStageOfThreeBlocksEndInHeTimesAPowerOfThree(String name, double factor) {
    Parameters he = Schemes.named("he").initialize(RESNET, InitContext.of(SEED));
    Parameters p = Schemes.named(name).initialize(RESNET, InitContext.of(SEED));
    int scaled = 0;
    for (ParameterSpec spec : RESNET.parameters()) {
      boolean last = spec.role() == Role.BRANCH_OUTPUT && spec.kind() == ParameterSpec.Kind.WEIGHT;
      if (last) scaled++;
      double f = last ? factor : 1;
      double[] expected = he.get(spec.name()).data();
      double[] got = p.get(spec.name()).data();
      for (int i = 0; i < got.length; i++) {
        assertThat(got[i]).isCloseTo(f * expected[i], within(2e-16 * Math.abs(expected[i])));
      }
    }
    assertThat(scaled).isEqualTo(9);
  }

  @Test
  void underFixupEveryBranchIsZeroAndSoAreTheLogits() {
    Parameters p = Schemes.named("fixup").initialize(RESNET, InitContext.of(SEED));
    Map<String, Tensor> states = new HashMap<>();
    Tensor x = gaussian(RESNET.input(), 3);
    Tensor logits =
        new NaiveForward(
                RESNET,
                p,
                new Probe() {
                  @Override
                  public boolean wants(ProbePoint point) {
                    return true;
                  }

                  @Override
                  public void accept(ProbePoint point, Tensor state) {
                    states.put(point.layer(), state);
                  }
                })
            .run(x);
    assertThat(logits.data()).containsOnly(0);
    assertThat(states.get("backbone_model.2")).isEqualTo(states.get("backbone_model.0"));
    assertThat(states.get("backbone_model.4")).isEqualTo(states.get("backbone_model.0"));
    assertThat(states.get("backbone_model.0").data()).doesNotContain(0.0);
  }

  @Test
  void fixupScalesTheOtherLayersOfABranchByItsLength() {
    // Two blocks, L = 2: a branch of m = 2 layers by L^(−1/2), one of 3 by L^(−1/4), none outside.
    Network net =
        new Network(
            "n",
            Shape.of(4),
            List.of(
                dense("stem", 4, Role.HIDDEN),
                new Residual(
                    "two",
                    List.of(
                        dense("a1", 6, Role.HIDDEN),
                        relu("r1"),
                        dense("a2", 4, Role.BRANCH_OUTPUT)),
                    List.of(dense("around", 4, Role.SHORTCUT)),
                    1,
                    0,
                    1),
                new Residual(
                    "three",
                    List.of(
                        dense("b1", 6, Role.HIDDEN),
                        relu("r2"),
                        dense("b2", 5, Role.HIDDEN),
                        relu("r3"),
                        dense("b3", 4, Role.BRANCH_OUTPUT)),
                    List.of(),
                    1,
                    0,
                    1)));
    Parameters p = Schemes.named("fixup").initialize(net, InitContext.of(SEED));
    VarianceScaling he =
        new VarianceScaling(2, VarianceScaling.Fan.FAN_OUT, VarianceScaling.Distribution.NORMAL);
    Map<String, Double> factors =
        Map.of(
            "stem",
            1.0,
            "around",
            1.0,
            "a1",
            Math.pow(2, -0.5),
            "a2",
            0.0,
            "b1",
            Math.pow(2, -0.25),
            "b2",
            Math.pow(2, -0.25),
            "b3",
            0.0);
    for (ParameterSpec spec : net.parameters()) {
      if (spec.kind() != ParameterSpec.Kind.WEIGHT) continue;
      double[] expected = he.draw(spec, SEED.stream(spec.name())).data();
      double[] got = p.get(spec.name()).data();
      for (int i = 0; i < got.length; i++) {
        double f = factors.get(spec.layer());
        // √ of a product against a product of √: two roundings
        assertThat(got[i]).isCloseTo(f * expected[i], within(4e-16 * Math.abs(expected[i])));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"skipinit, 0", "rezero, 0", "skipinit:alpha=0.25, 0.25", "fixup, 1", "he, 1"})
  void learnableScalesStartWhereTheSchemeSays(String name, double alpha) {
    ArchitectureOptions scaled = ArchitectureOptions.PLAIN.withBranchScale(true);
    Network net = Architectures.resnet(Shape.of(2, 6, 6), 4, 2, 10, scaled);
    Parameters p = Schemes.named(name).initialize(net, InitContext.of(SEED));
    List<String> scales = p.names().stream().filter(n -> n.endsWith(".scale.weight")).toList();
    assertThat(scales).hasSize(6);
    for (String s : scales) assertThat(p.get(s).data()).containsExactly(alpha);
  }

  @Test
  void underSkipInitEveryBlockIsTheIdentityWhateverItsBranch() {
    ArchitectureOptions scaled = ArchitectureOptions.PLAIN.withBranchScale(true);
    Network net = Architectures.residualMlp(6, 5, 8, scaled);
    Parameters p = Schemes.named("skipinit").initialize(net, InitContext.of(SEED));
    Tensor x = gaussian(net.input(), 3);
    assertThat(new NaiveForward(net, p, Probe.NONE).run(x)).isEqualTo(x);
    // The branches are those of he: with α = 1 nothing is the identity any more.
    Parameters one = Schemes.named("skipinit:alpha=1").initialize(net, InitContext.of(SEED));
    assertThat(one).isEqualTo(Schemes.named("he").initialize(net, InitContext.of(SEED)));
    assertThat(new NaiveForward(net, one, Probe.NONE).run(x)).isNotEqualTo(x);
  }

  @Test
  void skipInitNeedsScales() {
    assertThat(Schemes.named("skipinit").objection(RESNET))
        .isEqualTo(
            "skipinit sets the learnable scale that ends a residual branch, but that of"
                + " 'backbone_model.2' has none (--branch-scale adds it)");
  }

  @ParameterizedTest
  @CsvSource({"fixup", "he_over_sqrt_blocks", "he_over_blocks"})
  void plainNetworksAreRefused(String name) {
    Network net = Architectures.mlp(Shape.of(4), 3, 1, 2, ArchitectureOptions.PLAIN);
    assertThat(Schemes.named(name).objection(net))
        .isEqualTo(name + " needs residual blocks, but network 'mlp-1x3' has none");
    assertThat(Schemes.named(name).objection(RESNET)).isEmpty();
  }

  private static Dense dense(String name, int out, Role role) {
    return new Dense(name, out, true, false, role);
  }

  private static Activation relu(String name) {
    return Activation.of(name, Nonlinearity.RELU);
  }

  private static Tensor gaussian(Shape sample, int n) {
    return new Normal(1)
        .draw(Draws.dense(1, 1).withShape(sample.batched(n), 1, 1), SEED.stream("x"));
  }
}
