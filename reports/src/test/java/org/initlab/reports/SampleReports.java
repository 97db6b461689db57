package org.initlab.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;

/** A report like an experiment's, with a failed check, and one of hostile strings. */
final class SampleReports {
  static final Paper ARPIT =
      new Paper(
          "arpit2019",
          List.of("Devansh Arpit", "Víctor Campos", "Yoshua Bengio"),
          "How to Initialize your Network? Robust Initialization for WeightNorm & ResNets",
          "NeurIPS",
          2019,
          "1906.02341");

  /** Breaks out of elements, attributes, comments, CSV, LaTeX, and paths of formats. */
  static final String HOSTILE =
      "</title></style><script>alert('1')</script>\"><img src=x onerror=alert(2)>&amp;,\n\\input{x}$%#_{}~^";

  private SampleReports() {}

  static ReportInput good() {
    List<Check> checks =
        List.of(
            new Check(
                "ff-forward",
                "‖h^{L}‖/‖x‖ of the proposed orthogonal scheme stays at 1 at L = 20, within 4 standard errors",
                "Arpit et al. 2019, Figure 1 (a)",
                1,
                1.000312,
                0.00042,
                0.0017,
                6.3e-5),
            new Check(
                "ff-decay",
                "He with g = 1 decays as 2^{-l/2}",
                "closed form, Theorem 1",
                9.765625e-4,
                9.7601e-4,
                1.2e-6,
                5e-6,
                6.3e-5),
            new Check(
                "broken", "a wrong claim, to show a failure", "nowhere", 2, 1.5, 0, 1e-12, 0));
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("command_line", "initlab reproduce arpit2019-fig1 --scale smoke");
    provenance.put("initlab.version", "0.1.0-SNAPSHOT");
    provenance.put("initlab.git_commit", "0123456789abcdef0123456789abcdef01234567");
    provenance.put("machine.cpu", "Example CPU @ 2.60GHz, 2 processors");
    provenance.put("seed", "42");
    return new ReportInput(
        "Arpit et al. 2019, Figure 1",
        """
        Ratios of norms over the layers of feed-forward and residual ReLU networks at
        initialization, forward and backward.

        One should see the proposed schemes stay near 1 at every layer, and He with g = 1
        vanish as 2^{-l/2}.""",
        List.of(
            ARPIT,
            new Paper(
                "he2015", List.of("Kaiming He"), "Delving Deep into Rectifiers", "", 2015, "")),
        new Result(
            List.of(table(6), table(250)),
            List.of(SampleFigures.curves(), SampleFigures.phaseAndSpectrum(), single()),
            checks),
        provenance);
  }

  private static Figure single() {
    Figure all = SampleFigures.phaseAndSpectrum();
    return new Figure("spectrum", "A spectrum", "Its caption.", 1, List.of(all.panels().get(1)));
  }

  static Table table(int rows) {
    Table.Builder table =
        Table.builder(
            "ratios-" + rows,
            "Ratios of norms, ‖h^{l}‖/‖x‖",
            Column.text("scheme", "of the weights"),
            Column.integer("layer", "from 1"),
            Column.real("ratio_mean", "mean over samples of ‖h_l‖/‖x‖"),
            Column.real("ratio_std", "standard deviation"),
            Column.flag("has_theory", ""));
    for (int l = 1; l <= rows; l++) {
      table.row(
          l % 2 == 0 ? "proposed_he" : "he",
          l,
          Math.pow(2, -l / 2.0),
          l == 3 ? Double.NaN : 0.01 * l,
          l == 4 ? null : l % 2 == 0);
    }
    return table.build();
  }

  static ReportInput hostile() {
    Column column = Column.text(HOSTILE, HOSTILE);
    return new ReportInput(
        HOSTILE,
        HOSTILE,
        List.of(new Paper("key", List.of(HOSTILE), HOSTILE, HOSTILE, 2000, HOSTILE)),
        new Result(
            List.of(Table.builder("t", HOSTILE, column).row(HOSTILE).build()),
            List.of(new Figure("f", HOSTILE, HOSTILE, 1, single().panels())),
            List.of(new Check("id", HOSTILE, HOSTILE, 1, 1, 0, 0, 0))),
        Map.of(HOSTILE, HOSTILE));
  }
}
