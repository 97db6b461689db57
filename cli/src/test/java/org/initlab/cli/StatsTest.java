package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code stats} shows: what fits a terminal of 120 characters, or what is asked for. */
class StatsTest {
  private static final int WIDTH = 120;

  @TempDir Path directory;

  private CliRun stats(String... more) {
    String[] base = {
      "stats",
      "--network",
      "wrn",
      "--wrn-reduced-memory",
      "--input-shape",
      "3,8,8",
      "--batch-size",
      "4"
    };
    CliRun run =
        CliRun.in(directory, Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    return run;
  }

  /** The names of the columns: the line after the title and an empty one. */
  private static List<String> header(CliRun run) {
    return List.of(run.out().lines().skip(2).findFirst().orElseThrow().strip().split(" +"));
  }

  private List<String> all() throws IOException {
    List<String> names = new ArrayList<>();
    JsonNode rows = new ObjectMapper().readTree(stats("--json").out());
    rows.get(0).fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void terminalShowsWhatFitsAndSaysWhatItLeavesOut() throws IOException {
    CliRun run = stats();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(header(run))
        .contains("layer", "kind", "q", "q_theory", "gradient_ratio", "gradient_ratio_theory")
        .doesNotContain("backend", "nan", "inf");
    List<String> left = new ArrayList<>(all());
    left.removeAll(header(run));
    assertThat(run.out().replace('\n', ' '))
        .contains("Not shown: " + String.join(", ", left) + " --columns all shows every column");
  }

  @Test
  void severalBackendsAreToldApart() {
    CliRun run = stats("--backend", "native,scalar");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(header(run)).startsWith("backend", "layer");
  }

  @Test
  void overflowIsShownWhateverElseFits() throws IOException {
    Files.writeString(directory.resolve("huge.csv"), "3e38,3e38,3e38\n3e38,-3e38,1\n");
    CliRun run =
        CliRun.in(
            directory,
            "stats",
            "--input-shape",
            "3",
            "--precision",
            "float32",
            "--input",
            "huge.csv");
    assertThat(header(run)).contains("inf");
  }

  @Test
  void columnsAreThoseThatAreNamed() throws IOException {
    assertThat(header(stats("--columns", "layer,mean,q"))).containsExactly("layer", "mean", "q");
    CliRun everything = stats("--columns", "all");
    assertThat(header(everything)).isEqualTo(all()).hasSize(24);
    assertThat(everything.out()).doesNotContain("Not shown");
  }

  @Test
  void filesHaveEveryColumn() throws IOException {
    stats("--out", "run", "--columns", "q");
    String header = Files.readAllLines(directory.resolve("run/tables/stats.csv")).get(0);
    assertThat(header.replace("\"", "")).isEqualTo(String.join(",", all()));
  }

  @Test
  void jsonIsTheTableWithARunDirectoryToo() {
    assertThat(stats("--json", "--out", "run").out()).isEqualTo(stats("--json").out());
  }
}
