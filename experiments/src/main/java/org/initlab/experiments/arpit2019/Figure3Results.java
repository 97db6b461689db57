package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/** What the units of Figure 3 gave, in the order in which they were run. */
final class Figure3Results {
  /** ‖h‖ over one stage of one network, see {@link StageNorms}. */
  record Growth(
      String backend, int blocks, int network, int stage, double measured, double closedForm) {}

  /** One training run, see {@link ResidualRun}. */
  record Run(String backend, int blocks, Figure3Scheme scheme, int index, Table table) {
    boolean diverged() {
      return table.rows().get(0).get(table.column("outcome")).equals("diverged");
    }

    double accuracy() {
      return table.real(0, "test_acc");
    }
  }

  private final List<Growth> growths = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();

  void addNorms(String backend, int blocks, int network, Table stages) {
    for (int row = 0; row < stages.rows().size(); row++) {
      growths.add(
          new Growth(
              backend,
              blocks,
              network,
              row + 1,
              stages.real(row, "growth"),
              stages.real(row, "closed_form")));
    }
  }

  void addRun(String backend, int blocks, Figure3Scheme scheme, int index, Table table) {
    runs.add(new Run(backend, blocks, scheme, index, table));
  }

  List<Growth> growths(String backend, int blocks) {
    return growths.stream()
        .filter(g -> g.backend().equals(backend) && g.blocks() == blocks)
        .toList();
  }

  List<Run> runs(String backend, int blocks, Figure3Scheme scheme) {
    return runs.stream()
        .filter(r -> r.backend().equals(backend) && r.blocks() == blocks && r.scheme() == scheme)
        .toList();
  }

  Table normsTable() {
    Table.Builder table =
        Table.builder(
            "arpit2019-fig3-norms",
            "Growth of ‖h‖ over the stages at initialization, proposed scheme",
            Column.text("backend", "the engine"),
            Column.integer("layers", "6N + 4"),
            Column.integer("n", "N, blocks per stage"),
            Column.integer("network", "its position among the random networks"),
            Column.integer("stage", "from 1"),
            Column.real(
                "growth",
                "‖h‖ behind the stage over ‖h‖ before it, root mean square over samples and"
                    + " positions"),
            Column.real("closed_form", "the same, expected over the stage's weights"),
            Column.real("c", "(1 + 1/N)^(N/2), where no zeros are padded"));
    for (Growth g : growths) {
      table.row(
          g.backend(),
          Figure3Settings.layers(g.blocks()),
          g.blocks(),
          g.network(),
          g.stage(),
          g.measured(),
          g.closedForm(),
          Math.pow(1 + 1.0 / g.blocks(), g.blocks() / 2.0));
    }
    return table.build();
  }

  Table runsTable() {
    Table.Builder table =
        Table.builder(
            "arpit2019-fig3-runs",
            "Training runs of one epoch",
            Column.text("backend", "the engine"),
            Column.integer("layers", "6N + 4"),
            Column.integer("n", "N, blocks per stage"),
            Column.text("init", "the scheme's name"),
            Column.integer("run", "its position among the runs of one depth and scheme"),
            Column.text("outcome", "finished or diverged (a loss was not finite)"),
            Column.integer("updates", "updates done"),
            Column.real("gradient_norm", "‖g‖₂ of the last update"),
            Column.real("train_loss", "mean cross-entropy over the epoch, before each update"),
            Column.real("train_acc", "accuracy over the epoch, before each update"),
            Column.real("test_acc", "test accuracy after the epoch; 0 if the run diverged"),
            Column.real("published", "accuracy in Arpit et al. 2019, on CIFAR-10"));
    for (Run r : runs) {
      double published = r.scheme().published(r.blocks());
      table.row(
          r.backend(),
          Figure3Settings.layers(r.blocks()),
          r.blocks(),
          r.scheme().scheme(),
          r.index(),
          r.table().rows().get(0).get(r.table().column("outcome")),
          r.table().rows().get(0).get(r.table().column("updates")),
          r.table().real(0, "gradient_norm"),
          r.table().real(0, "train_loss"),
          r.table().real(0, "train_acc"),
          r.accuracy(),
          Double.isNaN(published) ? null : published);
    }
    return table.build();
  }
}
