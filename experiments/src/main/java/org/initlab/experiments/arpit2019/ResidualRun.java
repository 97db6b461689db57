package org.initlab.experiments.arpit2019;

import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
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
 * One training run from one initialization, as the original program does it: the epoch of the best
 * validation accuracy is tested, or the last one where nothing is held out.
 *
 * @param scheme the name of the initialization
 * @param validation the fraction of training samples held out
 * @param seed of weights, batches and augmentation
 */
record ResidualRun(
    Network network,
    String scheme,
    Dataset data,
    double validation,
    Augmentation augmentation,
    TrainConfig config,
    Seed seed) {
  private static final Column[] COLUMNS = {
    Column.text("outcome", "finished or diverged (a loss was not finite)"),
    Column.integer("epochs", "epochs begun"),
    Column.integer("updates", "updates done"),
    Column.real("gradient_norm", "‖g‖₂ of the last epoch's last update"),
    Column.real("train_loss", "mean cross-entropy over the last epoch"),
    Column.real("train_acc", "accuracy over the last epoch, each batch before its update"),
    Column.real("test_acc", "test accuracy of the chosen epoch's model; 0 if the run diverged")
  };

  /** One row. A run that diverges counts as accuracy 0, as the paper shows it. */
  Table on(Backend backend, CompileOptions options, Snapshots snapshots) {
    TrainingData batches =
        TrainingData.of(
            data.split(validation, seed),
            data.normalization(),
            augmentation,
            config.miniBatchSize(),
            seed);
    TrainingResult result =
        new Trainer(backend, network, options, config, batches)
            .run(
                () -> initial(backend, options, batches),
                snapshots,
                TrainingListener.SILENT,
                () -> false);
    boolean finished = result.outcome() == Outcome.FINISHED;
    EpochRecord last = result.history().get(result.history().size() - 1);
    return Table.builder("run", "One training run", COLUMNS)
        .row(
            result.outcome().id(),
            result.history().size(),
            result.steps(),
            last.gradientNorm(),
            last.trainLoss(),
            last.trainAccuracy(),
            finished ? result.test().map(Evaluation::accuracy).orElseThrow() : 0)
        .build();
  }

  private Parameters initial(Backend backend, CompileOptions options, TrainingData batches) {
    Scheme named = Schemes.named(scheme);
    InitContext context = InitContext.of(seed).withThreads(options.threads());
    if (named.needsData()) context = context.withCalibration(batches.firstBatch(), backend);
    return named.initialize(network, context);
  }
}
