package org.initlab.core.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Agreement.Builder builder() {
    return new Agreement.Builder(Quantity.STATE);
  }

  @Test
  void theWorstLayerAndTheFirstOverNeedNotBeTheSame() {
    Agreement.Builder b = builder();
    b.add("a", 0.5, 1);
    b.add("b", 3, 2);
    b.add("c", 8, 2);
    b.add("d", 1, 2);
    assertThat(b.build()).isEqualTo(new Agreement(Quantity.STATE, 4, "c", "b", 2, 8));
    assertThat(b.build().holds()).isFalse();
  }

  @Test
  void aRatioOfOneHolds() {
    Agreement.Builder b = builder();
    b.add("a", 2, 2);
    assertThat(b.build()).isEqualTo(new Agreement(Quantity.STATE, 1, "a", "", 2, 2));
    assertThat(b.build().holds()).isTrue();
  }

  @Test
  void noDifferenceNeedsNoBoundAndAnOpenBoundHolds() {
    Agreement.Builder b = builder();
    b.add("a", 0, 0);
    b.add("b", INF, INF);
    assertThat(b.build().worstRatio()).isZero();
    assertThat(b.build().worstLayer()).isEqualTo("a");
  }

  @Test
  void whatIsNotANumberFails() {
    Agreement.Builder b = builder();
    b.add("a", Double.NaN, 1);
    assertThat(b.build().worstRatio()).isInfinite();
    assertThat(b.build().firstOver()).isEqualTo("a");
    Agreement.Builder c = builder();
    c.add("a", 1, Double.NaN);
    assertThat(c.build().holds()).isFalse();
    Agreement.Builder d = builder();
    d.add("a", 1e-300, 0);
    assertThat(d.build().holds()).isFalse();
  }

  @Test
  void namesOfQuantities() {
    assertThat(Quantity.STATE_NORM_RATIO_STD.id()).isEqualTo("state_norm_ratio_std");
    assertThat(Quantity.STATE_COSINE.ofGradient()).isEqualTo(Quantity.GRADIENT_COSINE);
  }
}
