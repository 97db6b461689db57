package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** A run that does not get on is ended by a timeout instead of by its test. */
  private static final long MINUTES = 3;

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

  private Process start(List<String> arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classPath,
                "org.initlab.cli.Main"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(new File(directory.toFile(), "out.txt"))
        .redirectError(new File(directory.toFile(), "err.txt"))
        .start();
  }

  private int end(Process process) throws InterruptedException, IOException {
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) process.destroyForcibly();
    assertThat(ended).as(Files.readString(directory.resolve("err.txt"))).isTrue();
    return process.exitValue();
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
  private void progress(Process process, int updates) throws IOException, InterruptedException {
    Path log = directory.resolve("run/iterations.csv");
    long before = Files.exists(log) ? Files.size(log) : 0;
    while (process.isAlive() && (!Files.exists(log) || Files.size(log) < before + 40L * updates)) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) return;
    }
  }

  /** Windows has no signals, and what a shell runs in the background ignores SIGINT by descent. */
  private static boolean processesHearInterrupts() throws IOException, InterruptedException {
    if (!ProcessHandle.current().supportsNormalTermination()) return false;
    int survived = 7;
    Process shell = new ProcessBuilder("sh", "-c", "kill -INT $$; exit " + survived).start();
    return shell.waitFor() != survived;
  }

  private void killedAndTakenUp(int kills) throws IOException, InterruptedException {
    List<String> expected = whole();
    UniformRandomProvider random = SEED.stream("kills");
    List<String> resumed = arguments("run");
    Process process = start(resumed);
    for (int kill = 0; kill < kills; kill++) {
      // One in four dies while it starts: before there is a run, or while checkpoints are read.
      if (random.nextInt(4) == 0) process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
      else progress(process, random.nextInt(11 * EPOCHS / kills));
      process.destroyForcibly();
      process.waitFor();
      boolean begun = Files.exists(directory.resolve("run/run.json"));
      if (begun && !resumed.contains("--resume")) resumed.add("--resume");
      process = start(resumed);
    }
    int exit = end(process);
    assertThat(Files.readString(directory.resolve("err.txt"), StandardCharsets.UTF_8))
        .doesNotContain("initlab:");
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
    assumeThat(processesHearInterrupts()).as("SIGINT ends processes started from here").isTrue();
    List<String> expected = whole();
    List<String> arguments = arguments("run");
    Process process = start(arguments);
    progress(process, 100);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(end(process)).isEqualTo(ExitCode.INTERRUPTED);
    Matcher said =
        Pattern.compile("initlab: interrupted after (\\d+) updates; .* --resume")
            .matcher(Files.readString(directory.resolve("err.txt")));
    assertThat(said.find()).isTrue();
    String steps = "%09d".formatted(Integer.parseInt(said.group(1)));
    assertThat(directory.resolve("run/checkpoints/last-" + steps + ".json")).isNotEmptyFile();
    assertThat(Files.readString(directory.resolve("run/status.json"))).contains("interrupted");
    arguments.add("--resume");
    assertThat(end(start(arguments))).isZero();
    assertThat(columns("run")).isEqualTo(expected);
  }

  @Test
  void aSecondProcessOnTheSameDirectoryIsRefused() throws Exception {
    List<String> arguments = arguments("run");
    Process first = start(arguments);
    progress(first, 20);
    arguments.add("--resume");
    CliRun second = CliRun.in(directory, arguments.toArray(String[]::new));
    first.destroyForcibly();
    first.waitFor();
    assertThat(second.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(second.err()).contains("is in use by another initlab process").hasLineCount(1);
  }
}
