package org.initlab.reports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.initlab.reports.internal.ScriptedText.Run;
import org.junit.jupiter.api.Test;

class ScriptedTextTest {
  @Test
  void bracesRaiseAndLower() {
    assertThat(ScriptedText.parse("2×10^{-3} σ_{w}²"))
        .containsExactly(
            new Run("2×10", 0),
            new Run("−3", 1),
            new Run(" σ", 0),
            new Run("w", -1),
            new Run("²", 0));
  }

  @Test
  void oneCharacterAfterOneLetterNeedsNoBraces() {
    assertThat(ScriptedText.parse("(σ_w, q^*)"))
        .containsExactly(
            new Run("(σ", 0),
            new Run("w", -1),
            new Run(", q", 0),
            new Run("*", 1),
            new Run(")", 0));
  }

  @Test
  void namesStayAsTheyAre() {
    for (String name :
        new String[] {"weight_g", "orthogonal_proposed", "he_normal_v", "x_train", "a_b_c", ""}) {
      String text = String.join("", ScriptedText.parse(name).stream().map(Run::text).toList());
      assertThat(text).isEqualTo(name);
    }
  }
}
