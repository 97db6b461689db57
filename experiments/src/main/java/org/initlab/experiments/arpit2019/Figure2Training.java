package org.initlab.experiments.arpit2019;

import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.train.EpochRecord;
import org.initlab.core.train.Evaluation;
import org.initlab.core.train.Outcome;
import org.initlab.core.train.Snapshots;
import org.initlab.core.train.TrainConfig;
import org.initlab.core.train.Trainer;
import org.initlab.core.train.TrainingData;
import org.initlab.core.train.TrainingListener;
import org.initlab.core.train.TrainingResult;

/**
 * One training run: a scheme, a depth, a learning rate.
 *
 * @param diverged whether a loss became NaN or infinite
 * @param steps updates done
 * @param best the epoch of the highest validation accuracy, from 1; 0 if none was finished
 * @param trainAccuracy over that epoch, each sample as it was when its batch came; 0 if the run
 *     diverged
 * @param validationAccuracy after it; 0 if the run diverged
 * @param testAccuracy of its model; 0 if the run diverged
 */
record Figure2Training(
    Figure2Init init,
    int layers,
    double rate,
    boolean diverged,
    long steps,
    long best,
    double trainAccuracy,
    double validationAccuracy,
    double testAccuracy) {

  static Table run(
      Figure2Init init,
      Network network,
      TrainConfig config,
      TrainingData batches,
      Seed seed,
      Backend backend,
      CompileOptions options,
      Snapshots snapshots) {
    Trainer trainer = new Trainer(backend, network, options, config, batches);
    TrainingResult result =
        trainer.run(
            () -> InitialGradient.draw(init, network, batches.firstBatch(), seed, backend, options),
            snapshots,
            TrainingListener.SILENT,
            () -> false);
    boolean diverged = result.outcome() == Outcome.DIVERGED;
    Table.Builder table =
        Table.builder(
            "run",
            "One training run",
            Column.flag("diverged", "whether a loss became NaN or infinite"),
            Column.integer("steps", "updates done"),
            Column.integer("best_epoch", "of the highest validation accuracy, from 1"),
            Column.real("train_accuracy", "over that epoch"),
            Column.real("validation_accuracy", "after it"),
            Column.real("test_accuracy", "of its model"));
    if (diverged || result.best().isEmpty()) {
      return table.row(diverged, result.steps(), 0, 0, 0, 0).build();
    }
    EpochRecord best = result.history().get(result.best().getAsInt());
    double test = result.test().map(Evaluation::accuracy).orElse(0.0);
    return table
        .row(
            false,
            result.steps(),
            best.epoch() + 1,
            best.trainAccuracy(),
            best.validationAccuracy(),
            test)
        .build();
  }

  static Figure2Training of(Figure2Init init, int layers, double rate, Table unit) {
    var cells = unit.rows().get(0);
    return new Figure2Training(
        init,
        layers,
        rate,
        (Boolean) cells.get(unit.column("diverged")),
        (Long) cells.get(unit.column("steps")),
        (Long) cells.get(unit.column("best_epoch")),
        unit.real(0, "train_accuracy"),
        unit.real(0, "validation_accuracy"),
        unit.real(0, "test_accuracy"));
  }
}
