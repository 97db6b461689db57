package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.assertj.core.data.Percentage;
import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Saxe et al. (2014), eqs. 11 to 17. Golden values: numpy 2, printed to 10 to 13 digits. */
class LinearDynamicsTest {
  private static final Percentage PRINTED = Percentage.withPercentage(1e-8);

  @Test
  void strengthAndHalfTimeOfTwoMatrices() {
    LinearDynamics one = new LinearDynamics(1, 1e-3);
    assertThat(one.strength(0)).isCloseTo(1e-3, offset(1e-18));
    assertThat(one.strength(1)).isCloseTo(.007342146712, PRINTED);
    assertThat(one.strength(5)).isCloseTo(.956613255562, PRINTED);
    assertThat(one.halfTime()).isCloseTo(3.453377389324, PRINTED);
    LinearDynamics three = new LinearDynamics(3, 1e-6);
    assertThat(three.strength(3)).isCloseTo(2.868919295418, PRINTED);
    assertThat(three.halfTime()).isCloseTo(2.485687085550, PRINTED);
    assertThat(three.strength(1e6)).isEqualTo(3);
    assertThat(three.strength(three.time(1.7))).isCloseTo(1.7, Percentage.withPercentage(1e-12));
  }

  @Test
  void timeOfDeepNetworks() {
    LinearDynamics d = new LinearDynamics(1, 1e-3);
    double[] times = {0.6921466802, 3.4533773893, 9.1447473066, 20.9532273235, 31.5423767344};
    int[] depths = {1, 2, 3, 5, 10};
    for (int i = 0; i < depths.length; i++) {
      assertThat(d.time(0.5, depths[i])).isCloseTo(times[i], PRINTED);
    }
    assertThat(d.time(0.5, 100)).isCloseTo(8.9316056655, PRINTED);
    assertThat(d.infiniteDepthTime(0.5)).isCloseTo(1004.9067547786, PRINTED);
    // Both forms of the same integral at n = 2, to the quadrature's 1e-13 and a few roundings.
    assertThat(d.time(0.9, 2)).isCloseTo(d.time(0.9), Percentage.withPercentage(1e-10));
  }

  @Test
  void impossibleStrengthsAreNamed() {
    assertThatThrownBy(() -> new LinearDynamics(1, 1.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("u0 must be below s = 1.0, was 1.5");
    assertThatThrownBy(() -> new LinearDynamics(1, 0.1).time(1))
        .hasMessage("uf must be in [0.1, 1.0), was 1.0");
  }
}
