package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Products of Gaussian matrices against closed forms and against one another. */
class GaussianProductTest {
  @Test
  void momentsAreFussCatalanNumbers() {
    // L = 3: C(4k, k)/(3k + 1) = 1, 4, 22, 140 (OEIS A002293).
    double[] expected = {1, 4, 22, 140};
    GaussianProduct product = new GaussianProduct(3);
    for (int k = 1; k <= 4; k++) assertThat(product.moment(k)).isEqualTo(expected[k - 1]);
    assertThat(product.edge()).isCloseTo(256.0 / 27, within(1e-13));
    assertThat(new GaussianProduct(100).moment(2)).isCloseTo(101, within(1e-10));
  }

  /** Values of the recursion from numpy 2. */
  @Test
  void finiteWidthMoments() {
    assertThat(new GaussianProduct(1).atWidth(100).second()).isCloseTo(2.01, within(1e-14));
    assertThat(new GaussianProduct(20).atWidth(100).second()).isCloseTo(23.531283, within(5e-7));
    assertThat(new GaussianProduct(100).atWidth(1000).second()).isCloseTo(106.571263, within(5e-7));
    // Var tr WWᵀ/N of one matrix is 2/N².
    assertThat(new GaussianProduct(1).atWidth(50).squaredFirst())
        .isCloseTo(1 + 2.0 / 2500, within(1e-14));
  }

  /** The density integrates to the moments; the midpoint rule over φ errs by 1e-5 at most. */
  @Test
  void densityHasTheMoments() {
    for (int factors : new int[] {1, 2, 5}) {
      GaussianProduct product = new GaussianProduct(factors);
      double[] moments = new double[3];
      int n = 20_000;
      double previous = Math.exp(product.density(1e-9).logSquare());
      for (int i = 1; i <= n; i++) {
        double here = i == n ? 0 : Math.exp(product.density((double) i / n).logSquare());
        GaussianProduct.Point middle = product.density((i - 0.5) / n);
        double square = Math.exp(middle.logSquare());
        double mass = Math.exp(middle.logDensity()) * (previous - here);
        for (int k = 0; k < 3; k++) moments[k] += mass * Math.pow(square, k);
        previous = here;
      }
      assertThat(moments[0]).isCloseTo(1, within(3e-3));
      assertThat(moments[1]).isCloseTo(1, within(1e-4));
      assertThat(moments[2]).isCloseTo(factors + 1, within(1e-3));
    }
    // L = 1, Marchenko–Pastur: ρ(x) = √((4 − x)/x)/2π, here at x = 4 cos²φ.
    GaussianProduct.Point p = new GaussianProduct(1).density(0.5);
    double x = Math.exp(p.logSquare());
    assertThat(Math.exp(p.logDensity()))
        .isCloseTo(Math.sqrt((4 - x) / x) / (2 * Math.PI), within(1e-14));
  }

  /** The paper prints 32 % and 94 % for its two products; digits from numpy 2. */
  @Test
  void eigenvaluesGatherAtZero() {
    assertThat(new GaussianProduct(5).eigenvaluesInSquare(0.05))
        .isCloseTo(0.315545683700, within(1e-10));
    assertThat(new GaussianProduct(100).eigenvaluesInSquare(0.05))
        .isCloseTo(0.943921682794, within(1e-10));
    // The circular law: area over π.
    assertThat(new GaussianProduct(1).eigenvaluesInSquare(0.05))
        .isCloseTo(0.01 / Math.PI, within(1e-15));
    assertThatThrownBy(() -> new GaussianProduct(1).eigenvaluesInSquare(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("h must be in (0, 0.7071]");
  }
}
