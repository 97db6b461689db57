package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run from its first byte to its report: resumed, refused, repeated. */
class RunLifecycleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private CliRun norm(String... more) {
    String[] base = {"reproduce", "arpit2019-norm", "--scale", "smoke", "--out", "run"};
    return CliRun.in(directory, Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void finishedRunHoldsEverythingThatAPaperNeeds() throws IOException {
    CliRun run = norm();
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("PASS").contains("index.html").doesNotContain("FAIL");
    Path out = directory.resolve("run");
    assertThat(List.of("run.json", "result.json", "index.html", "checks.csv", "references.bib"))
        .allSatisfy(name -> assertThat(out.resolve(name)).isNotEmptyFile());
    assertThat(files(out.resolve("figures")))
        .anyMatch(f -> f.endsWith(".pdf"))
        .anyMatch(f -> f.endsWith(".svg"));
    JsonNode record = JSON.readTree(Files.readString(out.resolve("run.json")));
    assertThat(record.at("/configuration/seed").asLong()).isEqualTo(1);
    assertThat(record.at("/exit").asInt(-1)).isZero();
    assertThat(record.at("/checks/failed").asInt(-1)).isZero();
    assertThat(record.at("/provenance/command_line").asText())
        .startsWith("initlab reproduce arpit2019-norm");
  }

  @Test
  void finishedRunIsNeverOverwritten() throws IOException {
    norm();
    byte[] before = Files.readAllBytes(directory.resolve("run/result.json"));
    CliRun again = norm("--seed", "2");
    assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(again.err()).contains("holds a run already").hasLineCount(1);
    assertThat(directory.resolve("run/result.json")).hasBinaryContent(before);
  }

  /** The names of the next minutes are taken, as by runs that began in the same second. */
  @Test
  void runsOfOneSecondHaveDirectoriesOfTheirOwn() throws IOException {
    LocalDateTime now = LocalDateTime.now();
    DateTimeFormatter seconds = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    for (int s = 0; s < 300; s++) {
      String taken = "arpit2019-norm-" + seconds.format(now.plusSeconds(s));
      Files.createDirectories(directory.resolve("runs").resolve(taken));
    }
    CliRun run = CliRun.in(directory, "reproduce", "arpit2019-norm", "--scale", "smoke");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).containsPattern("runs.arpit2019-norm-\\d{8}-\\d{6}-2.index.html");
  }

  @Test
  void resumedRunHasTheSameBytesAsAnUninterruptedOne() throws IOException {
    norm();
    Path run = directory.resolve("run");
    Path whole = directory.resolve("whole");
    Files.move(run, whole);
    norm();
    interruptAfterFirstUnit(run);
    assertThat(norm("--resume").exitCode()).isEqualTo(ExitCode.OK);
    for (String table : files(whole.resolve("tables"))) {
      assertThat(run.resolve("tables").resolve(table))
          .hasSameBinaryContentAs(whole.resolve("tables").resolve(table));
    }
    assertThat(JSON.readTree(Files.readString(run.resolve("run.json"))).path("resumed").asInt())
        .isEqualTo(1);
  }

  @Test
  void resumeWithAnotherConfigurationIsRefused() throws IOException {
    norm();
    interruptAfterFirstUnit(directory.resolve("run"));
    CliRun other = norm("--resume", "--seed", "2");
    assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err()).contains("has seed 1, was given 2").hasLineCount(1);
  }

  @Test
  void rerunSaysThatNothingDiffers() {
    norm();
    CliRun rerun = CliRun.in(directory, "rerun", "run");
    assertThat(rerun.err()).isEmpty();
    assertThat(rerun.out()).contains("Identical to the last bit.");
    assertThat(rerun.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void reportGathersFinishedRuns() {
    norm();
    CliRun report = CliRun.in(directory, "report", "run", "--out", "paper");
    assertThat(report.err()).isEmpty();
    assertThat(directory.resolve("paper/index.html")).isNotEmptyFile();
  }

  @Test
  void reportWritesOverNoRunAndIntoNoFile() throws IOException {
    norm();
    byte[] page = Files.readAllBytes(directory.resolve("run/index.html"));
    Files.writeString(directory.resolve("file"), "mine");
    for (String[] refused :
        new String[][] {
          {"run", "holds a run"}, {"file", "is a file"}, {"file/report", "cannot be made"}
        }) {
      CliRun report = CliRun.in(directory, "report", "run", "--out", refused[0]);
      assertThat(report.exitCode()).as(refused[0]).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(report.err()).contains(refused[1]).hasLineCount(1);
    }
    assertThat(directory.resolve("run/index.html")).hasBinaryContent(page);
    assertThat(directory.resolve("file")).hasContent("mine");
  }

  @Test
  void runsOfOneNameAreReportedApart() throws IOException {
    norm();
    for (String seed : List.of("seed-1", "seed-2")) {
      Path there = directory.resolve(seed).resolve("run");
      Files.createDirectories(there);
      for (String file : List.of("run.json", "result.json")) {
        Files.copy(directory.resolve("run").resolve(file), there.resolve(file));
      }
    }
    CliRun report =
        CliRun.in(
            directory,
            "report",
            "seed-1/run",
            "seed-2/run",
            "seed-1/../seed-1/run",
            "--out",
            "all");
    assertThat(report.err()).isEmpty();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(files(directory.resolve("all")))
        .containsExactly("index.html", "seed-1-run", "seed-2-run");
    assertThat(Files.readString(directory.resolve("all/index.html")))
        .contains("seed-1-run/index.html", "seed-2-run/index.html");
  }

  /** What a plug pulled in the middle leaves: the record without an end, and one finished unit. */
  private static void interruptAfterFirstUnit(Path run) throws IOException {
    Path file = run.resolve("run.json");
    ObjectNode record = (ObjectNode) JSON.readTree(Files.readString(file));
    record.remove(List.of("finish", "exit", "checks", "session_seconds"));
    Files.writeString(file, record.toString());
    try (Stream<Path> units = Files.walk(run.resolve("units"))) {
      List<Path> finished =
          units.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
      assertThat(finished).hasSizeGreaterThan(1);
      for (Path unit : finished.subList(1, finished.size())) Files.delete(unit);
    }
    Files.delete(run.resolve("result.json"));
    Files.delete(run.resolve("index.html"));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
