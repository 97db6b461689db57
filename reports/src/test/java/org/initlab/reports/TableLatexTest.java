package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;

class TableLatexTest {
  @Test
  void aTableIsSetWithBooktabsAndAlignedAtThePoint() {
    Table table =
        Table.builder(
                "ratios",
                "Ratios ‖h^{l}‖/‖x‖ & σ_w, 100 %",
                Column.text("scheme", ""),
                Column.integer("layer", ""),
                Column.real("ratio", ""),
                Column.real("tiny_p", ""),
                Column.flag("ok", ""))
            .row("proposed_he", 1, 0.70710678, 1e-12, true)
            .row("he {g=1} \\ #2", -20, -12.5, 0.25, false)
            .row(null, null, Double.NaN, 0.0, null)
            .row("χ₁²", 3, Double.NEGATIVE_INFINITY, 3.0, true)
            .build();
    assertThat(TableLatex.of(table))
        .isEqualTo(
            """
            % \\usepackage{booktabs}, UTF-8
            \\begin{table}
              \\centering
              \\caption{Ratios $\\Vert$h\\textsuperscript{l}$\\Vert$/$\\Vert$x$\\Vert$ \\& $\\sigma$\\textsubscript{w}, 100 \\%}\\label{tab:ratios}
              \\begin{tabular}{lrrrl}
                \\toprule
                scheme & layer & ratio & tiny\\_p & ok \\\\
                \\midrule
                proposed\\_he & 1 & $0.7071$ & $1.000\\times10^{-12}$ & yes \\\\
                he \\{g=1\\} \\textbackslash{} \\#2 & $-20$ & $-12.5000$ & $2.500\\times10^{-1}$ & no \\\\
                -- & -- & NaN & $0$ & -- \\\\
                $\\chi_{1}^{2}$ & 3 & $-\\infty$ & $3.000\\times10^{0}$ & yes \\\\
                \\bottomrule
              \\end{tabular}
            \\end{table}
            """);
  }

  @Test
  void aLongTableGoesOverPages() {
    String latex = TableLatex.of(SampleReports.table(250));
    assertThat(latex)
        .contains("\\usepackage{booktabs,longtable}", "\\begin{longtable}{lrrrl}", "\\endhead")
        .doesNotContain("\\begin{table}");
    assertThat(latex.lines().filter(l -> l.contains("he &"))).hasSize(250);
  }

  @Test
  void aColumnOfWholeNumbersHasNoDecimals() {
    Table table = Table.builder("t", "", Column.real("x", "")).row(1.0).row(250.0).row(0.0).build();
    assertThat(TableLatex.of(table)).contains(" $1$ ", " $250$ ", " $0$ ");
  }

  @Test
  void neighbouringScriptsShareOneGroup() {
    Table table = Table.builder("t", "10⁻³ χ₁₂² ½", Column.real("x", "")).build();
    assertThat(TableLatex.of(table)).contains("\\caption{10$^{-3}$ $\\chi_{12}^{2}$ $\\frac12$}");
  }

  @Test
  void escapedDollarsBesideMathStay() {
    Table table = Table.builder("t", "$σ$$", Column.real("x", "")).build();
    assertThat(TableLatex.of(table)).contains("\\caption{\\$$\\sigma$\\$\\$}");
  }
}
