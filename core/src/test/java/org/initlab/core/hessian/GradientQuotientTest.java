package org.initlab.core.hessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

/** MetaInit's diagnostic where it is known in closed form. */
class GradientQuotientTest {
  @Test
  void ofAQuadraticLossIsTheMeanCurvature() {
    double[] h = {0.5, 1, 2, 4};
    double[] theta = {1, -1, 2, -3};
    double[] g = new double[4];
    double[] hg = new double[4];
    for (int i = 0; i < 4; i++) {
      g[i] = h[i] * theta[i];
      hg[i] = h[i] * g[i];
    }
    // |h_i| = (0.5 + 1 + 2 + 4)/4, less ε(1 − h_i)/g_i to first order, |…| ≤ 1e-5 each
    assertThat(GradientQuotient.of(g, hg)).isCloseTo(1.875, within(1e-5));
    // The same in Python, to the last digits
    assertThat(GradientQuotient.of(g, hg)).isCloseTo(1.8750012499520845, within(1e-15));
  }

  @Test
  void ofALinearLossIsZeroButForEpsilonAndOfADeadParameterOne() {
    // ε/(g + ε) at g = ±1, and ε/ε at 0
    assertThat(GradientQuotient.of(new double[] {1, -1}, new double[2]))
        .isCloseTo(1e-5 / (1 + 1e-5), within(1e-15));
    assertThat(GradientQuotient.of(new double[] {0}, new double[1])).isEqualTo(1);
  }

  @Test
  void lengthsMustAgree() {
    assertThatThrownBy(() -> GradientQuotient.of(new double[2], new double[3]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the gradient quotient needs a gradient and a product of its length, were 2 and 3");
  }
}
