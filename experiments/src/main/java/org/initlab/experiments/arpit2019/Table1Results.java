package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/** What the training runs of Table 1 gave. */
final class Table1Results {
  /** One training run, see {@link ResidualRun}. */
  record Run(String backend, Table1Row row, Table1Method method, int index, Table table) {
    boolean diverged() {
      return table.rows().get(0).get(table.column("outcome")).equals("diverged");
    }

    /** In percent; NaN if the run diverged. */
    double error() {
      return diverged() ? Double.NaN : 100 * (1 - table.real(0, "test_acc"));
    }

    long updates() {
      return (Long) table.rows().get(0).get(table.column("updates"));
    }
  }

  /** Mean and standard deviation of the test errors of the runs that finished, in percent. */
  record Summary(int runs, int diverged, double mean, double sd) {
    /** The mean over all runs, of which a diverged one counts as {@code guess}, in percent. */
    double meanWithGuesses(double guess) {
      double finished = diverged == runs ? 0 : (runs - diverged) * mean;
      return (finished + diverged * guess) / runs;
    }

    /** Of the mean; 0 of fewer than two. */
    double standardError() {
      int finished = runs - diverged;
      return finished < 2 ? 0 : sd / Math.sqrt(finished);
    }
  }

  private final List<Run> runs = new ArrayList<>();

  void add(String backend, Table1Row row, Table1Method method, int index, Table table) {
    runs.add(new Run(backend, row, method, index, table));
  }

  List<Run> runs(String backend, Table1Row row, Table1Method method) {
    return runs.stream()
        .filter(r -> r.backend().equals(backend) && r.row().equals(row) && r.method() == method)
        .toList();
  }

  Summary summary(String backend, Table1Row row, Table1Method method) {
    List<Run> all = runs(backend, row, method);
    double[] errors = all.stream().mapToDouble(Run::error).filter(e -> !Double.isNaN(e)).toArray();
    double mean = Double.NaN;
    double sd = Double.NaN;
    if (errors.length > 0) {
      mean = 0;
      for (double e : errors) mean += e / errors.length;
      double squares = 0;
      for (double e : errors) squares += (e - mean) * (e - mean);
      sd = errors.length < 2 ? Double.NaN : Math.sqrt(squares / (errors.length - 1));
    }
    return new Summary(all.size(), all.size() - errors.length, mean, sd);
  }

  Table summary(List<Table1Row> rows) {
    Table.Builder table =
        Table.builder(
            "arpit2019-table1",
            "Test errors in percent, ours and the paper's",
            Column.text("row", "data set and network"),
            Column.text("method", "initialization, and whether with warm-up"),
            Column.text("backend", "the engine"),
            Column.real("lr", "learning rate before annealing"),
            Column.integer("runs", "from different seeds"),
            Column.integer("diverged", "runs with a loss that was not finite"),
            Column.real("test_error", "mean of the runs that finished, percent"),
            Column.real("sd", "standard deviation over these, percent"),
            Column.real("published", "Arpit et al. 2019, mean, percent"),
            Column.real("published_sd", "Arpit et al. 2019, standard deviation, percent"));
    List<String> backends = runs.stream().map(Run::backend).distinct().toList();
    for (Table1Row row : rows) {
      for (Table1Method method : Table1Method.values()) {
        for (String backend : backends) {
          Summary s = summary(backend, row, method);
          List<Double> paper =
              row.published().isEmpty() ? null : row.published().get(method.ordinal());
          table.row(
              row.id(),
              method.id(),
              backend,
              row.rate(),
              s.runs(),
              s.diverged(),
              present(s.mean()),
              present(s.sd()),
              paper == null ? null : paper.get(0),
              paper == null ? null : paper.get(1));
        }
      }
    }
    return table.build();
  }

  private static Double present(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  Table runsTable() {
    Table.Builder table =
        Table.builder(
            "arpit2019-table1-runs",
            "Training runs",
            Column.text("row", "data set and network"),
            Column.text("method", "initialization, and whether with warm-up"),
            Column.text("backend", "the engine"),
            Column.integer("run", "its position among the runs of one row and method"),
            Column.text("outcome", "finished or diverged (a loss was not finite)"),
            Column.integer("updates", "updates done"),
            Column.real("train_loss", "mean cross-entropy over the last epoch"),
            Column.real("train_acc", "accuracy over the last epoch"),
            Column.real("test_error", "of the chosen epoch's model, percent"));
    for (Run r : runs) {
      table.row(
          r.row().id(),
          r.method().id(),
          r.backend(),
          r.index(),
          r.diverged() ? "diverged" : "finished",
          r.updates(),
          present(r.table().real(0, "train_loss")),
          present(r.table().real(0, "train_acc")),
          present(r.error()));
    }
    return table.build();
  }
}
