package org.initlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.train.Annealing;
import org.initlab.core.train.OptimizerKind;
import org.initlab.core.train.Schedule;
import org.initlab.core.train.Snapshots;
import org.initlab.core.train.TrainConfig;
import org.initlab.core.train.Trainer;
import org.initlab.core.train.TrainingData;
import org.initlab.core.train.TrainingListener;
import org.initlab.core.train.TrainingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit of an experiment that trains for long and is cut off in the middle. */
class DirectoryRunContextTest {
  private static final String KEY = "train/he/lr-0.1/native";
  private static final int EPOCHS = 4;
  private static final Seed SEED = new Seed(1);
  private static final DataFolders FOLDERS = new DataFolders(List.of(Path.of("no-such-folder")));
  private static final CompileOptions OPTIONS = CompileOptions.cpu(Precision.FLOAT32);

  @TempDir Path directory;

  /** Updates that one session made. */
  private static final class Count implements TrainingListener {
    private int updates;
    private int most = Integer.MAX_VALUE;

    @Override
    public void updated(long step, int epoch, double loss, double rate, int samples) {
      if (++updates == most) throw new CutOff();
    }
  }

  private static final class CutOff extends RuntimeException {}

  private Table unit(Path path, Count count) {
    try (RunDirectory run = RunDirectory.open(path, path.resolve("run.json").toFile().exists())) {
      run.writeRecord(new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode());
      RunContext context =
          new DirectoryRunContext(
              Scale.SMOKE,
              SEED,
              List.of(new NativeBackend()),
              OPTIONS,
              FOLDERS,
              Progress.SILENT,
              run);
      return context.unit(KEY, () -> train(context.snapshots(KEY), count));
    }
  }

  private static Table train(Snapshots snapshots, Count count) {
    Dataset digits = Datasets.named("digits", FOLDERS);
    Network network =
        Architectures.mlp(digits.shape(), 8, 1, digits.classes(), ArchitectureOptions.WEIGHT_NORM);
    Schedule schedule = new Schedule(Annealing.CONSTANT, 0.1, EPOCHS, 0, 0);
    TrainConfig config = new TrainConfig(schedule, OptimizerKind.SGD, 128, 128, 0.9, 0, 1);
    TrainingData data =
        TrainingData.of(
            digits.split(0.1, SEED), digits.normalization(), digits.augmentation(), 128, SEED);
    TrainingResult result =
        new Trainer(new NativeBackend(), network, OPTIONS, config, data)
            .run(
                () -> Schemes.named("he_proposed").initialize(network, InitContext.of(SEED)),
                snapshots,
                count,
                () -> false);
    Table.Builder table = Table.builder("losses", "Losses", Column.real("train_loss", ""));
    result.history().forEach(r -> table.row(r.trainLoss()));
    return table.row(result.test().orElseThrow().loss()).build();
  }

  @Test
  void goesOnFromItsLastEpochToTheSameBits() {
    Table whole = unit(directory.resolve("whole"), new Count());
    Path path = directory.resolve("run");
    Count first = new Count();
    first.most = 2 * 11 + 5; // in the third epoch of 11 updates
    assertThatThrownBy(() -> unit(path, first)).isInstanceOf(CutOff.class);
    assertThat(path.resolve("checkpoints").resolve(KEY)).isNotEmptyDirectory();
    Count second = new Count();
    assertThat(unit(path, second)).isEqualTo(whole);
    assertThat(second.updates).as("of the third and fourth epoch").isEqualTo(2 * 11);
    assertThat(path.resolve("checkpoints").resolve(KEY)).as("not needed any more").doesNotExist();
  }
}
