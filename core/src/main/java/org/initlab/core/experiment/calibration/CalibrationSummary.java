package org.initlab.core.experiment.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.stats.Poisson;

/**
 * What the outcomes at many seeds say of each check.
 *
 * @param id of the experiment
 * @param outcomes a row per seed and check
 */
record CalibrationSummary(String id, int seeds, Table outcomes) {
  /** The probability that a correct program with right rates fails the calibration's check. */
  private static final double RATE = 1e-4;

  private static final String SUFFIX = "-calibration";

  static boolean isSummary(Table table) {
    return table.id().endsWith(SUFFIX);
  }

  static Column[] columns() {
    return new Column[] {
      Column.text("experiment", "its id"),
      Column.text("check", "its id"),
      Column.integer("seeds", "at which it was made"),
      Column.integer("failed", "of them"),
      Column.real("stated_rate", "the largest false-failure rate that it stated"),
      Column.real("largest", "|margin|, the margin being (measured − expected)/tolerance"),
      Column.real("mean", "of margins"),
      Column.real("deviation", "standard deviation of margins"),
      Column.text("fit", "to the margins: normal, the maximum of normal ones, gumbel or constant"),
      Column.real("estimated_rate", "P(|margin| > 1) by the fit")
    };
  }

  Table table() {
    Map<String, List<Integer>> byCheck = new LinkedHashMap<>();
    int name = outcomes.column("check");
    for (int r = 0; r < outcomes.rows().size(); r++) {
      String check = (String) outcomes.rows().get(r).get(name);
      byCheck.computeIfAbsent(check, k -> new ArrayList<>()).add(r);
    }
    Table.Builder table =
        Table.builder(id + SUFFIX, "Margins of the checks of " + id + " over seeds", columns());
    byCheck.forEach((check, rows) -> table.row(line(check, rows)));
    return table.build();
  }

  private Object[] line(String check, List<Integer> rows) {
    double[] margins = rows.stream().mapToDouble(r -> outcomes.real(r, "margin")).toArray();
    double stated = 0;
    double largest = 0;
    double mean = 0;
    int failed = 0;
    for (int i = 0; i < margins.length; i++) {
      stated = Math.max(stated, outcomes.real(rows.get(i), "stated_rate"));
      largest = Math.max(largest, Math.abs(margins[i]));
      mean += margins[i] / margins.length;
      if (failed(rows.get(i))) failed++;
    }
    double squares = 0;
    for (double m : margins) squares += (m - mean) * (m - mean);
    TailRate tail = TailRate.of(margins);
    return new Object[] {
      id,
      check,
      margins.length,
      failed,
      stated,
      largest,
      mean,
      Math.sqrt(squares / Math.max(1, margins.length - 1)),
      tail.fit().name().toLowerCase(Locale.ROOT),
      tail.rate()
    };
  }

  private boolean failed(int row) {
    return !(Boolean) outcomes.rows().get(row).get(outcomes.column("passed"));
  }

  /** Failures are counted as if checks failed one by one; those of one run are not independent. */
  Check check() {
    double expected = 0;
    int failed = 0;
    for (int r = 0; r < outcomes.rows().size(); r++) {
      expected += outcomes.real(r, "stated_rate");
      if (failed(r)) failed++;
    }
    return new Check(
        id + "-fails-as-stated",
        String.format(
            Locale.ROOT,
            "of %d checks of %s at %d seeds no more fail than their stated rates allow (%.3g"
                + " expected; Poisson's quantile)",
            outcomes.rows().size(),
            id,
            seeds,
            expected),
        "the rates that the checks state",
        0,
        failed,
        0,
        Poisson.atMost(expected, RATE),
        RATE);
  }

  Figure figure() {
    Table summary = table();
    int n = summary.rows().size();
    double[] place = new double[n];
    double[] mean = new double[n];
    double[] deviation = new double[n];
    double[] largest = new double[n];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      place[i] = i;
      names.add(Integer.toString(i + 1));
      mean[i] = Math.abs(summary.real(i, "mean"));
      deviation[i] = summary.real(i, "deviation");
      largest[i] = summary.real(i, "largest");
    }
    List<Series> series =
        List.of(
            new Series("mean ± standard deviation", Series.Style.POINTS, place, mean, deviation),
            Series.of("largest", Series.Style.POINTS, place, largest),
            Series.of(
                "tolerance",
                Series.Style.THEORY,
                new double[] {-0.5, n - 0.5},
                new double[] {1, 1}));
    return new Figure(
        id + SUFFIX,
        "Margins of the checks of " + id,
        "How far checks are from failing over "
            + seeds
            + " seeds, as parts of their tolerances; the"
            + " checks are numbered as in the table.",
        1,
        List.of(
            Panel.of(
                id,
                Axis.categories("check", names),
                Axis.linear("|measured − expected| / tolerance").between(0, Double.NaN),
                series)));
  }
}
