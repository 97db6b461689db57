package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/** The data of one part of Figure 2. */
final class Figure2Tables {
  private Figure2Tables() {}

  /** What the figure shows: the best learning rate of every scheme and depth. */
  static Table chosen(Figure2Settings settings, List<Figure2Runs> runs) {
    Table.Builder table =
        Table.builder(
            settings.id() + "-accuracy",
            "Accuracy by depth at the best learning rate",
            Column.text("backend", "the engine"),
            Column.text("init", "the scheme's name"),
            Column.integer("depth", "hidden layers"),
            Column.real("lr", "the learning rate of the best validation accuracy"),
            Column.integer("best_epoch", "of the highest validation accuracy, from 1"),
            Column.real("train_accuracy", "over that epoch; 0 if every rate diverged"),
            Column.real("validation_accuracy", "after it"),
            Column.real("test_accuracy", "of its model"),
            Column.integer("diverged", "learning rates at which the run diverged"),
            Column.integer("rates", "learning rates tried"),
            Column.real("published_test_accuracy", "read from the authors' poster, 0: diverged"));
    for (Figure2Runs r : runs) {
      for (Figure2Init init : Figure2Init.values()) {
        for (Figure2Settings.Depth depth : settings.depths()) {
          int layers = depth.layers();
          Figure2Training t = r.chosen(init, layers);
          table.row(
              r.backend(),
              init.scheme(),
              layers,
              t.diverged() ? null : t.rate(),
              t.diverged() ? null : t.best(),
              t.trainAccuracy(),
              t.validationAccuracy(),
              t.testAccuracy(),
              r.diverged(init, layers),
              settings.rates().size(),
              PublishedFigure2.test(settings.part(), init, layers)
                  .map(p -> p.value())
                  .orElse(null));
        }
      }
    }
    return table.build();
  }

  /** Every run. */
  static Table trainings(Figure2Settings settings, List<Figure2Runs> runs) {
    Table.Builder table =
        Table.builder(
            settings.id() + "-runs",
            "Every training run",
            Column.text("backend", "the engine"),
            Column.text("init", "the scheme's name"),
            Column.integer("depth", "hidden layers"),
            Column.real("lr", "learning rate"),
            Column.flag("diverged", "whether a loss became NaN or infinite"),
            Column.integer("steps", "updates done"),
            Column.integer("best_epoch", "of the highest validation accuracy, from 1"),
            Column.real("train_accuracy", "over that epoch; 0 if the run diverged"),
            Column.real("validation_accuracy", "after it"),
            Column.real("test_accuracy", "of its model"));
    for (Figure2Runs r : runs) {
      for (Figure2Training t : r.trainings()) {
        table.row(
            r.backend(),
            t.init().scheme(),
            t.layers(),
            t.rate(),
            t.diverged(),
            t.steps(),
            t.best(),
            t.trainAccuracy(),
            t.validationAccuracy(),
            t.testAccuracy());
      }
    }
    return table.build();
  }

  /** What zero padding leaves, of every network. */
  static Table padding(Figure2Settings settings, List<Figure2Runs> runs) {
    Table.Builder table =
        Table.builder(
            settings.id() + "-padding",
            "What zero padding leaves of Σφ‖h‖² from one layer to the next at initialization",
            Column.text("backend", "the engine"),
            Column.text("init", "the scheme's name"),
            Column.integer("network", "one of the independent networks"),
            Column.integer("layers", "pairs of layers with maps of 8×8"),
            Column.real("kept", "mean over them"),
            Column.real("closed_form", "((1 + 2cos(π/9))/3)²"));
    double kept = Math.pow(PaddedEnergy.kept(Figure2Settings.Padding.SIDE), 2);
    for (Figure2Runs r : runs) {
      r.padding()
          .forEach(
              (init, networks) -> {
                for (int k = 0; k < networks.size(); k++) {
                  List<Object> cells = networks.get(k).rows().get(0);
                  table.row(r.backend(), init.scheme(), k, cells.get(0), cells.get(1), kept);
                }
              });
    }
    return table.build();
  }

  /** ‖∂W₁‖ of every network. */
  static Table gradients(Figure2Settings settings, List<Figure2Runs> runs) {
    Table.Builder table =
        Table.builder(
            settings.id() + "-gradients",
            "Gradient of the first layer's weights at initialization",
            Column.text("backend", "the engine"),
            Column.text("init", "the scheme's name"),
            Column.integer("depth", "hidden layers"),
            Column.integer("network", "one of the independent networks"),
            Column.real("norm", "‖∂L/∂W₁‖ on the first batch"));
    for (Figure2Runs r : runs) {
      for (GradientGrowth growth : r.gradients()) {
        growth
            .logs()
            .forEach(
                (layers, logs) -> {
                  for (int k = 0; k < logs.length; k++) {
                    table.row(r.backend(), growth.init().scheme(), layers, k, Math.exp(logs[k]));
                  }
                });
      }
    }
    return table.build();
  }
}
