package org.initlab.cli.train;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.initlab.cli.run.Interruption;
import org.initlab.cli.run.RunDirectory;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.init.InitContext;
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
 * @param everyIteration whether to write the loss of every update
 * @param keepInitial whether to write the initial weights to {@value #INITIAL}
 * @param lines whether a line is printed for every epoch
 */
public record TrainingRun(
    Trainer trainer,
    Scheme scheme,
    Seed seed,
    boolean tensorBoard,
    boolean everyIteration,
    boolean keepInitial,
    boolean lines) {
  /** Under the names and in the layout of PyTorch, which reads them. */
  public static final String INITIAL = "initial.safetensors";

  /** A run was interrupted; its state is kept. */
  public static final class InterruptedRunException extends RuntimeException {
    InterruptedRunException(TrainingResult result, Path directory) {
      super(
          "interrupted after "
              + result.steps()
              + " updates; go on from there with the same options, --out '"
              + directory
              + "' and --resume");
    }
  }

  /**
   * Trains, or goes on where the directory's checkpoints are.
   *
   * @param warnings is told of damaged checkpoints
   * @throws InterruptedRunException once the run has kept its state, if it is asked to stop
   */
  public Result run(
      RunDirectory directory,
      Progress progress,
      Clock clock,
      Interruption interruption,
      Consumer<String> warnings) {
    Path folder = directory.path().resolve("checkpoints");
    CheckpointDirectory checkpoints =
        new CheckpointDirectory(folder, trainer.options().precision(), seed, warnings);
    TrainingFiles.Display display =
        new TrainingFiles.Display(
            progress,
            lines,
            trainer.config().epochs(),
            trainer.data().train().samples(),
            trainer.config().batchSize());
    try (TrainingFiles files =
        new TrainingFiles(directory, clock, display, tensorBoard, everyIteration)) {
      TrainingResult result =
          trainer.run(() -> initial(directory), checkpoints, files, interruption::requested);
      files.ended(result);
      if (result.outcome() == Outcome.INTERRUPTED)
        throw new InterruptedRunException(result, directory.path());
      return EpochTables.result(result);
    }
  }

  private Parameters initial(RunDirectory directory) {
    InitContext context = InitContext.of(seed).withThreads(trainer.options().threads());
    if (scheme.needsData()) {
      context = context.withCalibration(trainer.data().firstBatch(), trainer.backend());
    }
    Parameters initial = scheme.initialize(trainer.network(), context);
    if (keepInitial) {
      AtomicFiles.write(
          directory.path().resolve(INITIAL),
          out -> SafeTensors.write(out, initial.asMap(), trainer.options().precision()));
    }
    return initial;
  }
}
