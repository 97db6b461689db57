package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code initlab train} on the digits that come with the program. */
class TrainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private CliRun train(String... more) {
    String[] base = {"train", "--num_layers=1", "--hidden_size=16", "--weight_norm"};
    return CliRun.in(directory, Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private JsonNode json(String file) throws IOException {
    return JSON.readTree(Files.readString(directory.resolve(file)));
  }

  @Test
  void aRunLearnsAndLeavesTheFilesOfTheOriginalProgram() throws IOException {
    CliRun run =
        train(
            "--lr=0.1",
            "--momentum=0.9",
            "--num_epochs=4",
            "--tb",
            "--log_every_iter",
            "--out=run");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("[Epoch 3] train_loss = ").contains("Test accuracy: 0.");
    List<String> rows = Files.readAllLines(directory.resolve("run/metrics.csv"));
    assertThat(rows)
        .hasSize(5)
        .first()
        .isEqualTo(
            "epoch,train_loss,val_loss,train_acc,val_acc,lr,seconds,samples_per_second,gradient_norm");
    JsonNode status = json("run/status.json");
    assertThat(status.get("outcome").asText()).isEqualTo("finished");
    assertThat(status.get("num_epochs").asInt()).isEqualTo(4);
    assertThat(status.get("sgd_steps").asInt()).isEqualTo(44); // 11 batches of 1,295 samples
    assertThat(status.get("test_acc").asDouble()).as("chance is 0.1").isGreaterThan(0.85);
    double toFirstStep = status.get("seconds_to_first_step").asDouble();
    assertThat(toFirstStep)
        .as("the JVM is older than its first step, by the epochs' time at least")
        .isPositive()
        .isLessThan(1e-3 * ManagementFactory.getRuntimeMXBean().getUptime());
    JsonNode config = json("run/config.json");
    assertThat(config.get("lr").asDouble()).isEqualTo(0.1);
    assertThat(config.get("init").asText()).isEqualTo("orthogonal_proposed");
    assertThat(config.get("data_files").isArray()).isTrue();
    assertThat(Files.readAllLines(directory.resolve("run/iterations.csv"))).hasSize(45);
    try (Stream<Path> files = Files.list(directory.resolve("run"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(f -> f.startsWith("events.out.tfevents."))
          .contains("index.html", "run.json", "checkpoints");
    }
    assertThat(Files.readAllLines(directory.resolve("run/log.txt")))
        .hasSize(7)
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ .+"))
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).contains("started: initlab train --");
              assertThat(lines.get(4)).contains("[Epoch 3] train_loss = ");
              assertThat(lines.get(5)).contains("test_acc = 0.", "run finished");
              assertThat(lines.get(6)).endsWith("finished with exit code 0");
            });
  }

  @Test
  void bothSpellingsOfEveryOptionOfTheOriginalAreTheSame() throws IOException {
    List<String> options =
        List.of(
            "dataset=digits",
            "nn=wrn",
            "hidden_size=8",
            "num_layers=1",
            "num_blocks=1",
            "wrn_n=1",
            "wrn_k=1",
            "wrn_reduced_memory",
            "init=proposed_orthogonal",
            "init_extra_param=hanin",
            "weight_norm",
            "seed=3",
            "num_epochs=1",
            "optimizer=sgd",
            "batch_size=512",
            "mini_batch_size=256",
            "lr=0.01",
            "lr_annealing_type=3",
            "momentum=0.5",
            "weight_decay=0.0001",
            "cutout",
            "warmup_epochs=0.5",
            "warmup_lr=0.001",
            "val_fraction=0.2",
            "save_interval=2",
            "model_prefix=mine",
            "tb",
            "cudnn_deterministic",
            "hessian",
            "log_every_iter");
    for (String name : List.of("theirs", "ours")) {
      String[] arguments =
          Stream.concat(
                  Stream.of("train", "--model=" + name),
                  options.stream().map(o -> "--" + (name.equals("ours") ? kebab(o) : o)))
              .toArray(String[]::new);
      CliRun run = CliRun.in(directory, arguments);
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }
    assertThat(json("runs/mine/ours/config.json")).isEqualTo(json("runs/mine/theirs/config.json"));
    assertThat(deterministic("runs/mine/ours")).isEqualTo(deterministic("runs/mine/theirs"));
  }

  /** The name's underscores are hyphens; a value's stay. */
  private static String kebab(String option) {
    String name = option.split("=", 2)[0];
    return name.replace('_', '-') + option.substring(name.length());
  }

  @Test
  void resumeGoesOnOnlyWithTheSameConfiguration() throws IOException {
    train("--num_epochs=1", "--out=run");
    CliRun finished = train("--num_epochs=1", "--out=run", "--resume");
    assertThat(finished.out()).contains("nothing is left to do");
    CliRun other = train("--num_epochs=2", "--out=run", "--resume");
    assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err()).contains("has num_epochs 1, was given 2").hasLineCount(1);
  }

  @Test
  void aDamagedCheckpointIsSaidAndTheOneBeforeUsed() throws IOException {
    train("--num_epochs=3", "--out=run");
    Path metrics = directory.resolve("run/metrics.csv");
    List<String> whole = DeterministicColumns.of(metrics);
    ObjectNode record = (ObjectNode) json("run/run.json");
    record.remove(List.of("finish", "exit", "checks", "session_seconds")); // as if killed
    Files.writeString(directory.resolve("run/run.json"), record.toString());
    Files.writeString(directory.resolve("run/checkpoints/last-000000033.json"), "{");
    CliRun run = train("--num_epochs=3", "--out=run", "--resume");
    assertThat(run.err())
        .contains("warning: checkpoint", "is damaged", "goes on from last-000000022.json")
        .hasLineCount(1);
    assertThat(Files.readString(directory.resolve("run/log.txt")))
        .as("both sessions")
        .contains("Z started: ", "Z resumed: ", "Z warning: checkpoint");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("[Epoch 2]").doesNotContain("[Epoch 1]");
    assertThat(DeterministicColumns.of(metrics)).isEqualTo(whole);
  }

  @Test
  void rerunSaysThatNothingDiffers() {
    train("--num_epochs=2", "--out=run");
    CliRun rerun = CliRun.in(directory, "rerun", "run");
    assertThat(rerun.err()).isEmpty();
    assertThat(rerun.out()).contains("Identical to the last bit.");
  }

  @Test
  void divergenceIsAResult() throws IOException {
    CliRun run = train("--lr=1e30", "--num_epochs=3", "--out=run", "--quiet");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(json("run/status.json").get("outcome").asText()).isEqualTo("diverged");
    assertThat(json("run/status.json").get("test_acc").isNull()).isTrue();
    assertThat(directory.resolve("run/index.html")).isNotEmptyFile();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(directory.resolve("run/log.txt")))
        .as("the log is not quiet")
        .contains("[Epoch 0] train_loss = NaN");
  }

  @Test
  void dataDependentInitializationLooksAtTheFirstBatch() {
    CliRun run = train("--init=he_datadep", "--num_epochs=1", "--out=run", "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("\"test_acc\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "train --weight_norm --batch_size 128 --mini_batch_size 48|2|batch_size must be a multiple of mini_batch_size, was 128 with mini_batch_size 48",
        "train|2|orthogonal_proposed sets the gain g of weight normalization, but layer 'model.0'",
        "train --init he_datadep|2|add --weight-norm or choose another --init",
        "train --weight_norm --init orthogonal_propsed|2|did you mean 'orthogonal_proposed'?",
        "train --weight_norm --init he_proposed --init_extra_param hanin|2|--init-extra-param hanin goes with --init orthogonal_proposed",
        "train --weight_norm --init_extra_param hamin|2|--init-extra-param must be hanin, was 'hamin'",
        "train --weight_norm --dataset mnits|2|dataset 'mnits' is unknown; did you mean 'mnist'?",
        "train --weight_norm --nn mpl|2|network 'mpl' is unknown; did you mean 'mlp'?",
        "train --weight_norm --nn residual-mlp|2|does not fit the data",
        "train --weight_norm --num_layers 0|2|--num-layers must be at least 1, was 0",
        "train --weight_norm --num_epochs 0|2|num_epochs must be at least 1, was 0",
        "train --weight_norm --lr -1|2|lr must be positive and finite, was -1.0",
        "train --weight_norm --lr_annealing_type 6|2|lr_annealing_type must be in 0..5, was 6",
        "train --weight_norm --optimizer rmsprop|2|optimizer 'rmsprop' is unknown",
        "train --weight_norm --optimizer adam --momentum 0.9|2|momentum is for sgd",
        "train --weight_norm --val_fraction 1|2|val_fraction must be at least 0 and below 1, was 1.0",
        "train --weight_norm --model_prefix x|2|--model-prefix needs --model",
        "train --weight_norm --num_layer 3|2|did you mean '--num_layers'?",
        "train --weight_norm --backend nativ|2|did you mean 'native'?",
      })
  void badInputIsAnsweredByOneLine(String arguments, int exitCode, String message)
      throws IOException {
    CliRun run = CliRun.in(directory, arguments.split(" "));
    assertThat(run.err()).contains(message).startsWith("initlab: ").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private List<String> deterministic(String run) throws IOException {
    return DeterministicColumns.of(directory.resolve(run).resolve("metrics.csv"));
  }
}
