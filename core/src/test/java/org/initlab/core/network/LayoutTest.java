package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;

/** What a network says of its parameters and observable states, worked out by hand. */
class LayoutTest {
  /** Every kind of layer; a branch of two weighted layers beside a shortcut of one. */
  private final Network network =
      new Network(
          "all",
          Shape.of(3, 5, 5),
          List.of(
              new Conv2d("conv", 4, 3, 2, 1, true, true, Role.LINEAR),
              BatchNorm.of("bn"),
              new Residual(
                  "block",
                  List.of(
                      new Conv2d("a", 6, 3, 1, 1, false, false, Role.HIDDEN),
                      Activation.of("act", Nonlinearity.RELU),
                      new Conv2d("b", 4, 1, 1, 0, true, true, Role.BRANCH_OUTPUT)),
                  List.of(new Conv2d("around", 4, 1, 1, 0, false, false, Role.SHORTCUT)),
                  1,
                  1,
                  3),
              Activation.of("double", Nonlinearity.CRELU),
              new GlobalAveragePool("pool"),
              new Flatten("flat"),
              new Dense("fc", 2, true, false, Role.CLASSIFIER)));

  @Test
  void parametersHavePyTorchsNamesAndShapes() {
    assertThat(network.parameters())
        .extracting(s -> s.name() + " " + s.shape())
        .containsExactly(
            "conv.weight_g 4×1×1×1",
            "conv.weight_v 4×3×3×3",
            "conv.bias 4",
            "bn.weight 4",
            "bn.bias 4",
            "bn.running_mean 4",
            "bn.running_var 4",
            "a.weight 6×4×3×3",
            "b.weight_g 4×1×1×1",
            "b.weight_v 4×6×1×1",
            "b.bias 4",
            "around.weight 4×4×1×1",
            "fc.weight 2×8",
            "fc.bias 2");
    assertThat(network.parameters().stream().filter(s -> !s.kind().trainable()))
        .extracting(ParameterSpec::kind)
        .containsExactly(Kind.RUNNING_MEAN, Kind.RUNNING_VAR);
  }

  @Test
  void parametersKnowTheirFansRolesAndBlocks() {
    ParameterSpec v = network.parameters().get(1);
    assertThat(v)
        .isEqualTo(
            new ParameterSpec(
                "conv.weight_v",
                Kind.WEIGHT_V,
                Shape.of(4, 3, 3, 3),
                "conv",
                Role.LINEAR,
                27,
                36,
                0,
                1));
    ParameterSpec b = network.parameters().get(8);
    assertThat(b)
        .isEqualTo(
            new ParameterSpec(
                "b.weight_g",
                Kind.WEIGHT_G,
                Shape.of(4, 1, 1, 1),
                "b",
                Role.BRANCH_OUTPUT,
                6,
                4,
                1,
                3));
    ParameterSpec bias = network.parameters().get(13);
    assertThat(bias.fanIn()).isEqualTo(8);
    assertThat(bias.fanOut()).isEqualTo(2);
    assertThat(bias.blocks()).isEqualTo(1);
    ParameterSpec norm = network.parameters().get(3);
    assertThat(norm.fanIn()).isEqualTo(1);
    assertThat(norm.role()).isEqualTo(Role.LINEAR);
  }

  @Test
  void probePointsAreTheStatesInTheOrderOfExecution() {
    assertThat(network.probePoints())
        .extracting(
            p ->
                "%d %s %s depth=%d fan_in=%d %s"
                    .formatted(p.index(), p.layer(), p.kind(), p.depth(), p.fanIn(), p.shape()))
        .containsExactly(
            "0 conv PRE_ACTIVATION depth=1 fan_in=27 4×3×3",
            "1 bn PRE_ACTIVATION depth=1 fan_in=27 4×3×3",
            "2 a PRE_ACTIVATION depth=2 fan_in=36 6×3×3",
            "3 act HIDDEN depth=2 fan_in=36 6×3×3",
            "4 b PRE_ACTIVATION depth=3 fan_in=6 4×3×3",
            "5 around PRE_ACTIVATION depth=2 fan_in=4 4×3×3",
            "6 block HIDDEN depth=3 fan_in=6 4×3×3",
            "7 double HIDDEN depth=3 fan_in=6 8×3×3",
            "8 pool HIDDEN depth=3 fan_in=6 8",
            "9 flat HIDDEN depth=3 fan_in=6 8",
            "10 fc PRE_ACTIVATION depth=4 fan_in=8 2");
    assertThat(network.depth()).isEqualTo(4);
    assertThat(network.output()).isEqualTo(Shape.of(2));
  }

  @Test
  void aShortcutDeeperThanItsBranchDecidesTheDepth() {
    Network net =
        new Network(
            "n",
            Shape.of(3),
            List.of(
                new Residual(
                    "r",
                    List.of(new Dense("a", 3, false, false, Role.BRANCH_OUTPUT)),
                    List.of(
                        new Dense("b", 5, false, false, Role.LINEAR),
                        new Dense("c", 3, false, false, Role.SHORTCUT)),
                    1,
                    0,
                    1)));
    assertThat(net.depth()).isEqualTo(2);
    assertThat(net.probePoints().get(3).fanIn()).isEqualTo(5);
  }

  @Test
  void pathsOfEqualDepthTakeTheBranchsFanIn() {
    Network net =
        new Network(
            "n",
            Shape.of(1, 4, 4),
            List.of(
                new Residual(
                    "r",
                    List.of(new Conv2d("a", 2, 3, 1, 1, false, false, Role.BRANCH_OUTPUT)),
                    List.of(new Conv2d("b", 2, 1, 1, 0, false, false, Role.SHORTCUT)),
                    1,
                    0,
                    1)));
    assertThat(net.probePoints().get(2).fanIn()).isEqualTo(9);
  }

  @Test
  void namesMayNotRepeatEvenAcrossBranches() {
    Dense fc = new Dense("fc", 3, false, false, Role.HIDDEN);
    assertThatThrownBy(() -> new Network("n", Shape.of(3), List.of(fc, fc)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("layer name 'fc' occurs twice");
    assertThatThrownBy(
            () ->
                new Network(
                    "n", Shape.of(3), List.of(new Residual("fc", List.of(fc), List.of(), 1, 0, 1))))
        .hasMessage("layer name 'fc' occurs twice");
  }

  @Test
  void networksAreEqualByValue() {
    List<Layer> layers = List.of(new Dense("fc", 3, false, false, Role.HIDDEN));
    Network net = new Network("n", Shape.of(3), layers);
    assertThat(net)
        .isEqualTo(new Network("n", Shape.of(3), layers))
        .hasSameHashCodeAs(new Network("n", Shape.of(3), layers))
        .hasToString("n (3 → 3, 1 weighted layers)")
        .isNotEqualTo(new Network("m", Shape.of(3), layers))
        .isNotEqualTo(new Network("n", Shape.of(4), layers))
        .isNotEqualTo(
            new Network("n", Shape.of(3), List.of(new Dense("fc", 2, false, false, Role.HIDDEN))));
    assertThat(net.hashCode())
        .isNotEqualTo(
            new Network("n", Shape.of(3), List.of(new Dense("fc", 2, false, false, Role.HIDDEN)))
                .hashCode());
    assertThat(net.equals(null)).isFalse();
    assertThat(net.name()).isEqualTo("n");
    assertThat(net.input()).isEqualTo(Shape.of(3));
  }

  @Test
  void aNetworkNeedsANameAndALayer() {
    assertThatThrownBy(() -> new Network(" ", Shape.of(3), List.of(new Flatten("f"))))
        .hasMessage("network name must not be empty");
    assertThatThrownBy(() -> new Network("n", Shape.of(3), List.of()))
        .hasMessage("network 'n' has no layers");
  }
}
