package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;

/** Table 1 as points: the test error of every run, by method. */
final class Table1Panels {
  /** Runs of one method stand side by side. */
  private static final double SPREAD = 0.1;

  private Table1Panels() {}

  static Figure figure(List<Table1Row> rows, Table1Results results, String backend) {
    List<Panel> panels = new ArrayList<>();
    for (Table1Row row : rows) {
      List<Series> series = new ArrayList<>();
      for (Table1Method method : Table1Method.values()) {
        List<Table1Results.Run> runs = results.runs(backend, row, method);
        double[] x =
            runs.stream()
                .mapToDouble(r -> method.ordinal() + SPREAD * (r.index() - (row.runs() - 1) / 2.0))
                .toArray();
        double[] y = runs.stream().mapToDouble(r -> r.diverged() ? 100 : r.error()).toArray();
        series.add(Series.of(method.label(), Series.Style.POINTS, x, y));
      }
      panels.add(
          Panel.of(
              row.id() + ", lr " + row.rate(),
              Axis.categories(
                  "initialization",
                  Arrays.stream(Table1Method.values()).map(Table1Method::label).toList()),
              Axis.logarithmic("test error, %").between(1, 150),
              series));
    }
    return new Figure(
        "arpit2019-table1",
        "Residual networks by initialization (Arpit et al. 2019, Table 1)",
        "Test error of every training run, by method; a run that diverged stands at 100 %.",
        Math.min(2, panels.size()),
        panels);
  }
}
