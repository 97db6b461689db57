package org.initlab.core.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Where derivatives jump, by how much, and which state holds the pre-activation. */
class KinkTest {
  private static Kink of(Nonlinearity f) {
    return new Kink(new Activation("f", f, 0.25), 1, 0);
  }

  @Test
  void everyKinkedActivationIsFoundWithTheStateBeforeIt() {
    Dense a = new Dense("a", 4, false, false, Role.HIDDEN);
    Dense b = new Dense("b", 4, false, false, Role.SHORTCUT);
    Residual block =
        new Residual(
            "block",
            List.of(
                Activation.of("pre", Nonlinearity.RELU), a, Activation.of("t", Nonlinearity.TANH)),
            List.of(Activation.of("side", Nonlinearity.HARD_TANH), b),
            1,
            0,
            1);
    Network net =
        new Network(
            "n",
            Shape.of(4),
            List.of(
                Activation.of("first", Nonlinearity.RELU),
                Activation.of("id", Nonlinearity.IDENTITY),
                block,
                Activation.of("last", Nonlinearity.CRELU)));
    // Points: first 0, id 1, pre 2, a 3, t 4, side 5, b 6, block 7, last 8.
    assertThat(Kink.of(net))
        .extracting(k -> k.activation().name() + " " + k.input() + " " + k.output())
        .containsExactly("first -1 0", "pre 1 2", "side 1 5", "last 7 8");
  }

  @Test
  void piecesAndDistances() {
    Kink relu = of(Nonlinearity.RELU);
    assertThat(relu.piece(1e-300)).isEqualTo(1);
    assertThat(relu.piece(-1e-300)).isEqualTo(-1);
    assertThat(relu.piece(0)).isZero();
    assertThat(relu.distance(-0.5)).isEqualTo(0.5);
    Kink hard = of(Nonlinearity.HARD_TANH);
    assertThat(List.of(hard.piece(-1), hard.piece(-0.99), hard.piece(0.99), hard.piece(1)))
        .containsExactly(-1, 0, 0, 1);
    assertThat(hard.distance(-0.75)).isEqualTo(0.25);
    assertThat(hard.distance(1.5)).isEqualTo(0.5);
    assertThat(hard.distance(0)).isEqualTo(1);
  }

  @Test
  void jumpsOfTheGradient() {
    double[] dh = {1, -2, 3, -4, 5, 6, 7, -8};
    assertThat(of(Nonlinearity.RELU).jump(dh, 1, 4)).isEqualTo(2);
    assertThat(of(Nonlinearity.LEAKY_RELU).jump(dh, 3, 4)).isEqualTo(3);
    assertThat(of(Nonlinearity.HARD_TANH).jump(dh, 7, 4)).isEqualTo(8);
    // Two samples of 2 features give 4 each: feature 1 of sample 1 has its halves at 5 and 7.
    assertThat(of(Nonlinearity.CRELU).jump(dh, 3, 2)).isEqualTo(6 + 8);
    assertThat(of(Nonlinearity.CRELU).jump(dh, 0, 2)).isEqualTo(1 + 3);
  }
}
