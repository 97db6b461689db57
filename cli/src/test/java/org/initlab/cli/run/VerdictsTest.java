package org.initlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Check;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static Check check(int i, double measured) {
    return new Check(
        "check-" + i, "claim number " + i, "paper (page " + i + ")", 1, measured, 0, 0.1, 0);
  }

  private static List<Check> checks(int n) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < n; i++) checks.add(check(i, 1));
    return checks;
  }

  @Test
  void fewChecksAreShownWithTheirClaims() {
    assertThat(Verdicts.text(checks(12), 120))
        .contains("claim number 11", "paper (page 3)", "12 passed, 0 failed");
  }

  @Test
  void ofManyChecksOnlyFailuresAreShownWithTheirClaims() {
    List<Check> checks = checks(12);
    checks.add(check(12, 2));
    assertThat(Verdicts.text(checks, 120))
        .contains("check-11", "12 passed, 1 failed", "claim number 12", "checks.csv")
        .doesNotContain("claim number 11");
  }
}
