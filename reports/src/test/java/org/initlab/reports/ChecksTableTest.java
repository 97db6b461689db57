package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.core.experiment.Check;
import org.junit.jupiter.api.Test;

class ChecksTableTest {
  private static final List<Check> CHECKS =
      List.of(
          new Check(
              "k-n",
              "E‖ReLU(Wx)‖²/‖x‖² = 1 for isotropic weights, 4 standard errors",
              "Arpit & Bengio 2019, Theorem 1",
              1,
              1.000312,
              0.00042,
              0.0017,
              6.3e-5),
          new Check("nan", "a NaN fails", "closed form", 0.5, Double.NaN, 0, 1e-12, 0));

  @Test
  void aWideTerminalShowsOneTable() {
    assertThat(ChecksTable.toText(CHECKS, 120))
        .isEqualTo(
            """
            verdict  claim                                           source                   expected  ours ± error       tolerance
            ───────  ──────────────────────────────────────────────  ───────────────────────  ────────  ─────────────────  ─────────
            PASS     E‖ReLU(Wx)‖²/‖x‖² = 1 for isotropic weights, 4  Arpit & Bengio 2019,     1         1.00031 ± 0.00042  0.0017
                     standard errors                                 Theorem 1
            FAIL     a NaN fails                                     closed form              0.5       NaN                1e-12
            2 checks: 1 passed, 1 failed
            """);
  }

  @Test
  void everyWidthIsKeptAndNothingIsLost() {
    for (int width : new int[] {30, 40, 60, 80, 100, 200}) {
      String text = ChecksTable.toText(CHECKS, width);
      assertThat(text.lines())
          .as("width %d", width)
          .allSatisfy(l -> assertThat(l.codePointCount(0, l.length())).isLessThanOrEqualTo(width));
      // Words are moved to other lines and columns, never dropped.
      assertThat(text)
          .contains("PASS", "FAIL", "isotropic", "Theorem", "closed", "1e-12", "0.00042");
    }
  }

  @Test
  void theTableHoldsFullPrecisionAndVerdicts() {
    assertThat(TableCsv.toString(ChecksTable.of(CHECKS)))
        .contains("1.0,1.000312,4.2E-4,0.0017,6.3E-5,PASS")
        .contains("0.5,NaN,0.0,1.0E-12,0.0,FAIL");
  }

  @Test
  void noChecksAreCountedAsNone() {
    assertThat(ChecksTable.toText(List.of(), 80)).endsWith("0 checks: 0 passed, 0 failed\n");
  }
}
