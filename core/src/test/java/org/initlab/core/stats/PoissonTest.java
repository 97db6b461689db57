package org.initlab.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoissonTest {
  @Test
  void quantiles() {
    // The tail summed term by term with mpmath.
    assertThat(Poisson.atMost(1e-9, 1e-6)).isZero();
    assertThat(Poisson.atMost(1e-4, 1e-6)).isEqualTo(1);
    assertThat(Poisson.atMost(1, 1e-6)).isEqualTo(9);
    assertThat(Poisson.atMost(20, 1e-6)).isEqualTo(45);
  }

  @Test
  void whatNeverHappensIsNotAllowedOnce() {
    assertThat(Poisson.atMost(0, 1e-4)).isZero();
  }
}
