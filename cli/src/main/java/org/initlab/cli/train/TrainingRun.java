package org.initlab.cli.train;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.initlab.cli.hessian.HessianRun;
import org.initlab.cli.hessian.HessianSettings;
import org.initlab.cli.hessian.HessianSubject;
import org.initlab.cli.run.InterruptedWorkException;
import org.initlab.cli.run.Interruption;
import org.initlab.cli.run.RunDirectory;
import org.initlab.cli.run.UnitStore;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.Scheme;
import org.initlab.core.io.AtomicFiles;
import org.initlab.core.io.SafeTensors;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.train.CheckpointDirectory;
import org.initlab.core.train.Outcome;
import org.initlab.core.train.Trainer;
import org.initlab.core.train.TrainingResult;

/**
 * One training run in its directory.
 *
 * @param hessian whether to look at the loss's Hessian before the first update
 * @param everyIteration whether to write the loss of every update
 * @param keepInitial whether to write the initial weights to {@value #INITIAL}
 */
public record TrainingRun(
    Trainer trainer,
    Scheme scheme,
    Seed seed,
    boolean hessian,
    boolean tensorBoard,
    boolean everyIteration,
    boolean keepInitial) {
  /** Under the names and in the layout of PyTorch, which reads them. */
  public static final String INITIAL = "initial.safetensors";

  /**
   * Trains, or goes on where the directory's checkpoints are.
   *
   * @param progress is told of damaged checkpoints too
   * @throws InterruptedWorkException once the run has kept its state, if it is asked to stop
   */
  public Result run(
      RunDirectory directory, Progress progress, Clock clock, Interruption interruption) {
    List<Table> atStart = hessian ? hessian(directory, progress, interruption).tables() : List.of();
    Path folder = directory.path().resolve("checkpoints");
    CheckpointDirectory checkpoints =
        new CheckpointDirectory(folder, trainer.options().precision(), seed, progress::warn);
    TrainingFiles.Display display =
        new TrainingFiles.Display(
            progress,
            trainer.config().epochs(),
            trainer.data().train().samples(),
            trainer.config().batchSize());
    try (TrainingFiles files =
        new TrainingFiles(directory, clock, display, tensorBoard, everyIteration)) {
      TrainingResult result =
          trainer.run(() -> initial(directory), checkpoints, files, interruption::requested);
      files.ended(result);
      if (result.outcome() == Outcome.INTERRUPTED) throw interrupted(result, directory.path());
      return EpochTables.result(result, atStart);
    }
  }

  private static InterruptedWorkException interrupted(TrainingResult result, Path directory) {
    return new InterruptedWorkException(
        "interrupted after "
            + result.steps()
            + " updates; go on from there with the same options, --out '"
            + directory
            + "' and --resume");
  }

  /** A resumed run reads it back. */
  private Result hessian(RunDirectory directory, Progress progress, Interruption interruption) {
    HessianSubject subject =
        new HessianSubject(
            trainer.network(),
            this::drawn,
            trainer.data().train(),
            trainer.config().batchSize(),
            trainer.options(),
            seed);
    return new HessianRun(
            subject, HessianSettings.ORIGINAL, new UnitStore(directory), interruption::requested)
        .on(List.of(trainer.backend()), progress);
  }

  private Parameters initial(RunDirectory directory) {
    Parameters initial = drawn();
    if (keepInitial) {
      AtomicFiles.write(
          directory.path().resolve(INITIAL),
          out -> SafeTensors.write(out, initial.asMap(), trainer.options().precision()));
    }
    return initial;
  }

  private Parameters drawn() {
    return InitialParameters.draw(
        scheme, trainer.network(), trainer.data(), trainer.backend(), seed, trainer.options());
  }
}
