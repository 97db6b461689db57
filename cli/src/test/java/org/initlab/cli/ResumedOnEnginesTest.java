package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed and taken up again on every engine that is there beside native, whose own
 * are in {@link KilledRunTest}. Each is held to what it promises: the bits of an uninterrupted run
 * where its run.json says so, else the same losses as far as float64 tells two runs apart.
 */
class ResumedOnEnginesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EPOCHS = 30;
  private static final int UPDATES = 11 * EPOCHS;

  /**
   * Relative, of {@link TrainingAgreementTest}: an engine may add up in another order from one run
   * to the next, and a configuration that trains stably magnifies rounding of 1e-16 by less than
   * 1e8; a state that is not whole (no momentum, another batch) moves losses by far more.
   */
  private static final double BOUND = 1e-8;

  @TempDir Path directory;

  private static List<String> arguments(String engine, String out) {
    return new ArrayList<>(
        List.of(
            "train",
            "--num_layers=1",
            "--hidden_size=8",
            "--weight_norm",
            "--momentum=0.9",
            "--num_epochs=" + EPOCHS,
            "--lr=0.02",
            "--log_every_iter",
            "--threads=1",
            "--backend=" + engine,
            "--precision=float64",
            "--out=" + out));
  }

  @Test
  void killedTwiceEveryEngineGoesOnAsItPromises() throws Exception {
    List<String> engines = others();
    assertThat(engines).isNotEmpty();
    for (String engine : engines) {
      String run = engine + "-killed";
      CliRun whole =
          CliRun.in(directory, arguments(engine, engine + "-whole").toArray(String[]::new));
      assertThat(whole.err()).isEmpty();
      List<String> arguments = arguments(engine, run);
      // Into the middle of the eleven updates of an epoch.
      killAfter(arguments, run, 38);
      arguments.add("--resume");
      killAfter(arguments, run, 170);
      CliRun resumed = CliRun.in(directory, arguments.toArray(String[]::new));
      assertThat(resumed.err()).isEmpty();
      assertThat(resumed.exitCode()).isZero();
      boolean bits =
          JSON.readTree(directory.resolve(run + "/run.json").toFile())
              .at("/provenance/backends/" + engine + "/bitwise_reproducible")
              .asBoolean();
      compare(engine, bits ? 0 : BOUND);
      assertThat(resumed.out().contains("does not promise to go on with those of"))
          .isEqualTo(!bits);
    }
  }

  private void killAfter(List<String> arguments, String run, int updates) throws Exception {
    CliProcess process = CliProcess.start(directory, arguments);
    Path log = directory.resolve(run + "/iterations.csv");
    process.until(() -> rows(log) >= updates);
    process.kill();
    assertThat(rows(log)).as(process.err()).isBetween(updates, UPDATES - 1);
  }

  /** Rows without the header, the last perhaps cut off; 0 while there is no file. */
  private static int rows(Path log) {
    if (!Files.exists(log)) return 0;
    try (var lines = Files.lines(log)) {
      return (int) lines.count() - 1;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void compare(String engine, double bound) throws IOException {
    List<String> expected = iterations(engine + "-whole");
    List<String> rows = iterations(engine + "-killed");
    assertThat(expected).hasSize(UPDATES);
    assertThat(rows).hasSize(UPDATES);
    for (int i = 0; i < UPDATES; i++) {
      String[] cells = rows.get(i).split(",");
      assertThat(cells[0]).as("every update is there once").isEqualTo(Integer.toString(i));
      double loss = Double.parseDouble(expected.get(i).split(",")[2]);
      assertThat(Double.parseDouble(cells[2]))
          .as("loss of update %d on %s", i, engine)
          .isCloseTo(loss, within(bound * loss));
    }
  }

  private List<String> iterations(String run) throws IOException {
    return Files.readAllLines(directory.resolve(run).resolve("iterations.csv")).stream()
        .skip(1)
        .toList();
  }

  private List<String> others() throws IOException {
    List<String> engines = new ArrayList<>();
    for (JsonNode b : JSON.readTree(CliRun.in(directory, "list", "backends", "--json").out())) {
      String name = b.get("name").asText();
      if (b.get("available").asBoolean() && !name.equals("native")) engines.add(name);
    }
    return engines;
  }
}
