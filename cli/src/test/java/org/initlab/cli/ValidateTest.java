package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.initlab.cli.terminal.TableJson;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Engines compared from the command line. There are always two: {@code native} and {@link
 * ScalarEngineModule}; the others take part where they are available.
 */
class ValidateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every kind of network, each normalization among them. */
  private static final List<String> KINDS =
      List.of(
          "mlp-weight-norm",
          "cnn-weight-norm",
          "resnet-weight-norm",
          "wrn-batch-norm",
          "residual-mlp-weight-norm");

  @TempDir Path directory;

  private CliRun validate(String... more) {
    return CliRun.in(
        directory, Stream.concat(Stream.of("validate"), Stream.of(more)).toArray(String[]::new));
  }

  private Table table(String run) throws IOException {
    JsonNode result = JSON.readTree(Files.readString(directory.resolve(run + "/result.json")));
    for (JsonNode table : result.get("tables")) {
      if (table.get("id").asText().equals("validation")) return TableJson.read(table);
    }
    throw new AssertionError("no table 'validation' in " + run);
  }

  private static Set<String> values(Table table, String... columns) {
    return table.rows().stream()
        .map(
            row ->
                Stream.of(columns)
                    .map(c -> (String) row.get(table.column(c)))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyKindOfNetworkAgreesOnAllPairsOfEnginesInBothPrecisions() throws IOException {
    CliRun run = validate("--network", String.join(",", KINDS), "--init", "he", "--out", "run");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("state_gradient", "loss_trajectory", " 0 failed");
    List<String> engines = engines();
    assertThat(engines).contains("native", ScalarEngineModule.NAME);
    Set<String> pairs = new TreeSet<>();
    for (int i = 0; i < engines.size(); i++) {
      for (int j = i + 1; j < engines.size(); j++) {
        for (String precision : List.of("float32", "float64")) {
          pairs.add(precision + " " + engines.get(i) + " " + engines.get(j));
        }
      }
    }
    Table table = table("run");
    assertThat(values(table, "precision", "backend_a", "backend_b")).isEqualTo(pairs);
    assertThat(values(table, "network")).containsExactlyInAnyOrderElementsOf(KINDS);
    assertThat(values(table, "verdict")).containsExactly("PASS");
    // Engines that sum in one order agree to the last bit; these do not, so bounds were tried.
    for (int row = 0; row < table.rows().size(); row++) {
      List<Object> cells = table.rows().get(row);
      if (cells.get(table.column("quantity")).equals("parameter_gradient")
          && cells.get(table.column("precision")).equals("float32")) {
        assertThat(table.real(row, "worst_ratio")).as("%s", cells).isGreaterThan(0);
      }
    }
    assertThat(directory.resolve("run/tables/validation.csv")).isNotEmptyFile();
  }

  private List<String> engines() throws IOException {
    List<String> engines = new ArrayList<>();
    for (JsonNode b : JSON.readTree(CliRun.in(directory, "list", "backends", "--json").out())) {
      if (b.get("available").asBoolean()) engines.add(b.get("name").asText());
    }
    return engines;
  }

  private CliRun small(String... more) {
    String[] base = {
      "--backend",
      "native,scalar",
      "--network",
      "mlp,residual-mlp",
      "--init",
      "he,orthogonal",
      "--out",
      "run"
    };
    return validate(Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new));
  }

  /** What is left by a process that was killed after one network under one scheme. */
  private void interrupt() throws IOException {
    Path run = directory.resolve("run");
    ObjectNode record = (ObjectNode) JSON.readTree(Files.readString(run.resolve("run.json")));
    record.remove(List.of("finish", "exit", "checks", "session_seconds"));
    Files.writeString(run.resolve("run.json"), record.toString());
    for (String unfinished :
        List.of("mlp/orthogonal", "residual-mlp/he", "residual-mlp/orthogonal")) {
      Files.delete(run.resolve("units/" + unfinished + ".json"));
    }
    for (String file : List.of("result.json", "index.html", "tables/validation.csv")) {
      Files.delete(run.resolve(file));
    }
  }

  @Test
  void interruptedValidationReadsBackWhatWasFinishedAndComputesTheRest() throws IOException {
    assertThat(small().exitCode()).isEqualTo(ExitCode.OK);
    Path csv = directory.resolve("run/tables/validation.csv");
    String whole = Files.readString(csv);
    interrupt();
    // A mark that computing it again would remove.
    Path finished = directory.resolve("run/units/mlp/he.json");
    String unit = Files.readString(finished);
    Files.writeString(finished, unit.replace("\"loss_trajectory\"", "\"read_back\""));
    CliRun resumed = small("--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.OK);
    String again = Files.readString(csv);
    assertThat(again.lines().filter(l -> l.contains("read_back")))
        .hasSize(2)
        .allMatch(l -> l.startsWith("\"mlp\",\"he\","));
    assertThat(again.replace("read_back", "loss_trajectory")).isEqualTo(whole);
  }

  @Test
  void validationThatComparesSomethingElseIsNotResumed() throws IOException {
    small();
    interrupt();
    CliRun other = small("--resume", "--precision", "float64");
    assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err()).contains("has precision [\"float64\",\"float32\"]").hasLineCount(1);
  }

  @Test
  void namesGivenTwiceAreComparedOnce() throws IOException {
    CliRun run =
        validate(
            "--backend",
            "native,scalar",
            "--network",
            "mlp,mlp",
            "--init",
            "he,he_normal",
            "--out",
            "run");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(values(table("run"), "network", "scheme")).containsExactly("mlp he");
  }

  @Test
  void deviceThatNoEngineHasIsRefusedBeforeAnythingIsWritten() {
    CliRun run = validate("--backend", "native,scalar", "--device", "gpu", "--out", "run");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run.err())
        .contains("device gpu:0 is not available on any of the backends [native, scalar]")
        .hasLineCount(1);
    assertThat(directory.resolve("run")).doesNotExist();
  }
}
