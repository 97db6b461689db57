package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training run as a process of its own, ended by signals at random moments and taken up again,
 * ends with the CSV of one that nobody touched. The moments are drawn from {@link #SEED}; which
 * instruction they hit is up to the machine, and every one must do.
 */
class KilledRunTest {
  private static final Seed SEED = new Seed(20190512);
  private static final int EPOCHS = 40;

  @TempDir Path directory;

  private static List<String> arguments(String out) {
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
            "--tb",
            "--threads=1",
            "--out=" + out));
  }

  private CliProcess start(List<String> arguments) throws IOException {
    return CliProcess.start(directory, arguments);
  }

  private List<String> whole() {
    List<String> arguments = arguments("whole");
    arguments.add("--quiet");
    CliRun run = CliRun.in(directory, arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return columns("whole");
  }

  private List<String> columns(String run) {
    try {
      return DeterministicColumns.of(directory.resolve(run).resolve("metrics.csv"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Waits until the run has made some updates more, or is over. */
  private void progress(CliProcess process, int updates) throws InterruptedException {
    Path log = directory.resolve("run/iterations.csv");
    process.until(log, log.toFile().length() + 40L * updates);
  }

  private void killedAndTakenUp(int kills) throws IOException, InterruptedException {
    List<String> expected = whole();
    UniformRandomProvider random = SEED.stream("kills");
    List<String> resumed = arguments("run");
    CliProcess process = start(resumed);
    for (int kill = 0; kill < kills; kill++) {
      // One in four dies while it starts: before there is a run, or while checkpoints are read.
      if (random.nextInt(4) == 0)
        process.process().waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
      else progress(process, random.nextInt(11 * EPOCHS / kills));
      process.kill();
      boolean begun = Files.exists(directory.resolve("run/run.json"));
      if (begun && !resumed.contains("--resume")) resumed.add("--resume");
      process = start(resumed);
    }
    int exit = process.end();
    assertThat(process.err()).doesNotContain("initlab:");
    assertThat(exit).isZero();
    assertThat(columns("run")).isEqualTo(expected).hasSize(EPOCHS + 1);
    assertThat(directory.resolve("run/iterations.csv"))
        .hasSameTextualContentAs(directory.resolve("whole/iterations.csv"));
    for (String table : List.of("epochs.csv", "result.csv")) {
      assertThat(directory.resolve("run/tables").resolve(table))
          .hasSameBinaryContentAs(directory.resolve("whole/tables").resolve(table));
    }
  }

  @Test
  void aRunThatIsKilledThreeTimesEndsWithTheSameCsv() throws Exception {
    killedAndTakenUp(3);
  }

  @Test
  @Tag("slow")
  void aRunThatIsKilledTwentyTimesEndsWithTheSameCsv() throws Exception {
    killedAndTakenUp(20);
  }

  @Test
  void anInterruptedRunKeepsEveryUpdateAndExitsWith130() throws Exception {
    assumeThat(CliProcess.hearsInterrupts()).as("SIGINT ends processes started from here").isTrue();
    List<String> expected = whole();
    List<String> arguments = arguments("run");
    CliProcess process = start(arguments);
    progress(process, 100);
    process.interrupt();
    assertThat(process.end()).isEqualTo(ExitCode.INTERRUPTED);
    Matcher said =
        Pattern.compile("initlab: interrupted after (\\d+) updates; .* --resume")
            .matcher(process.err());
    assertThat(said.find()).isTrue();
    String steps = "%09d".formatted(Integer.parseInt(said.group(1)));
    assertThat(directory.resolve("run/checkpoints/last-" + steps + ".json")).isNotEmptyFile();
    assertThat(Files.readString(directory.resolve("run/status.json"))).contains("interrupted");
    arguments.add("--resume");
    assertThat(start(arguments).end()).isZero();
    assertThat(columns("run")).isEqualTo(expected);
  }

  @Test
  void aSecondProcessOnTheSameDirectoryIsRefused() throws Exception {
    List<String> arguments = arguments("run");
    CliProcess first = start(arguments);
    progress(first, 20);
    arguments.add("--resume");
    CliRun second = CliRun.in(directory, arguments.toArray(String[]::new));
    first.kill();
    assertThat(second.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(second.err()).contains("is in use by another initlab process").hasLineCount(1);
  }
}
