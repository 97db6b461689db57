package org.initlab.cli.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.train.EpochRecord;
import org.initlab.core.train.Evaluation;
import org.initlab.core.train.TrainingResult;

/** A training run as tables and curves. */
final class EpochTables {
  private static final List<Column> ORIGINAL =
      List.of(
          Column.integer("epoch", "from 0"),
          Column.real("train_loss", "mean cross-entropy over the epoch's training samples"),
          Column.real("val_loss", "mean cross-entropy of the held-out samples after the epoch"),
          Column.real("train_acc", "fraction of training samples classified right"),
          Column.real("val_acc", "fraction of held-out samples classified right"),
          Column.real("lr", "learning rate of the epoch's last update"));
  private static final Column SECONDS = Column.real("seconds", "of training in the epoch");
  private static final Column SPEED = Column.real("samples_per_second", "of training");
  private static final Column NORM =
      Column.real("gradient_norm", "Euclidean norm of the gradient of the epoch's last update");

  private EpochTables() {}

  /** Every column of metrics.csv: the original program's, then ours. */
  static Table metrics(List<EpochRecord> history) {
    Table.Builder table = Table.builder("metrics", "Epochs", columns(SECONDS, SPEED, NORM));
    for (EpochRecord r : history) {
      table.row(
          r.epoch(),
          r.trainLoss(),
          r.validationLoss(),
          r.trainAccuracy(),
          r.validationAccuracy(),
          r.rate(),
          r.seconds(),
          r.samplesPerSecond(),
          r.gradientNorm());
    }
    return table.build();
  }

  /** What the same command gives again: everything but times; then what was known at the start. */
  static Result result(TrainingResult result, List<Table> atStart) {
    List<Table> tables = new ArrayList<>(List.of(epochs(result.history()), summary(result)));
    tables.addAll(atStart);
    return new Result(tables, List.of(figure(result.history())), List.of());
  }

  private static Table epochs(List<EpochRecord> history) {
    Table.Builder table = Table.builder("epochs", "Epochs", columns(NORM));
    for (EpochRecord r : history) {
      table.row(
          r.epoch(),
          r.trainLoss(),
          r.validationLoss(),
          r.trainAccuracy(),
          r.validationAccuracy(),
          r.rate(),
          r.gradientNorm());
    }
    return table.build();
  }

  private static Column[] columns(Column... ours) {
    return java.util.stream.Stream.concat(ORIGINAL.stream(), java.util.Arrays.stream(ours))
        .toArray(Column[]::new);
  }

  /** How the run ended, in one row. */
  static Table summary(TrainingResult result) {
    return Table.builder(
            "result",
            "Result",
            Column.text("outcome", "finished or diverged"),
            Column.integer("sgd_steps", "updates done"),
            Column.integer("best_model_epoch", "the epoch whose model was tested"),
            Column.real("best_val_acc", "its validation accuracy"),
            Column.real("test_loss", "its mean cross-entropy on the test samples"),
            Column.real("test_acc", "fraction of the test samples that it classifies right"))
        .row(
            result.outcome().id(),
            result.steps(),
            result.best().isPresent() ? (Object) result.best().getAsInt() : null,
            result.best().isPresent()
                ? (Object) result.history().get(result.best().getAsInt()).validationAccuracy()
                : null,
            result.test().map(Evaluation::loss).orElse(null),
            result.test().map(Evaluation::accuracy).orElse(null))
        .build();
  }

  private static Figure figure(List<EpochRecord> history) {
    return new Figure(
        "training",
        "Training",
        "Cross-entropy and accuracy by epoch, on the training samples while they are trained on and"
            + " on the held-out samples after each epoch.",
        2,
        List.of(
            panel("Loss", history, EpochRecord::trainLoss, EpochRecord::validationLoss),
            panel(
                "Accuracy", history, EpochRecord::trainAccuracy, EpochRecord::validationAccuracy)));
  }

  private static Panel panel(
      String what,
      List<EpochRecord> history,
      ToDoubleFunction<EpochRecord> train,
      ToDoubleFunction<EpochRecord> validation) {
    double[] epochs = history.stream().mapToDouble(EpochRecord::epoch).toArray();
    return Panel.of(
        what,
        Axis.linear("epoch"),
        Axis.linear(what.toLowerCase(Locale.ROOT)),
        List.of(
            Series.of(
                "training",
                Series.Style.LINE,
                epochs,
                history.stream().mapToDouble(train).toArray()),
            Series.of(
                "validation",
                Series.Style.LINE,
                epochs,
                history.stream().mapToDouble(validation).toArray())));
  }
}
