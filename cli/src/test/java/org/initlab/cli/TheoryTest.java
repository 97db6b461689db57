package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code initlab theory}: one point, ranges, the critical line and the phase diagram's run. */
class TheoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private JsonNode json(String arguments) throws IOException {
    CliRun run = CliRun.in(directory, ("theory --json " + arguments).split(" "));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return JSON.readTree(run.out());
  }

  /** Golden values: numpy's trapezoid and Newton, single points with 25-digit mpmath. */
  @Test
  void onePointIsOneObject() throws IOException {
    JsonNode point = json("--activation tanh --sigma-w 1.5 --sigma-b 0.05");
    assertThat(point.isObject()).isTrue();
    assertThat(point.get("q_star").asDouble()).isCloseTo(0.798387114308, within(1e-12));
    assertThat(point.get("chi_1").asDouble()).isCloseTo(1.136707784096, within(1e-12));
    assertThat(point.get("c_star").asDouble()).isCloseTo(0.052086236372, within(1e-10));
    assertThat(point.get("chi_c").asDouble()).isCloseTo(0.940140496924, within(1e-10));
    assertThat(point.get("xi_q").asDouble()).isCloseTo(1.4506225445, within(1e-9));
    assertThat(point.get("xi_c").asDouble()).isCloseTo(16.200641688, within(1e-7));
    assertThat(point.get("xi_gradient").asDouble())
        .isCloseTo(-1 / Math.log(1.136707784096), within(1e-9));
    assertThat(point.get("phase").asText()).isEqualTo("chaotic");
  }

  @Test
  void aRangeIsATableThatSaysWhereQDiverges() throws IOException {
    JsonNode rows = json("--activation relu --sigma-w 1:2:3 --sigma-b 0.5");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).get("q_star").asDouble()).isCloseTo(0.5, within(1e-15));
    assertThat(rows.get(1).get("phase").asText()).isEqualTo("divergent");
    assertThat(rows.get(2).get("q_star").isNull()).isTrue();
  }

  @Test
  void theCriticalLineIsFoundFromSigmaB() throws IOException {
    JsonNode point = json("--critical-line --sigma-b " + Math.sqrt(0.05));
    assertThat(point.get("weight_variance").asDouble()).isCloseTo(1.76095463961, within(1e-10));
    assertThat(point.get("q_star").asDouble()).isCloseTo(0.570047881641, within(1e-11));
    JsonNode line = json("--critical-line --activation gelu --sigma-b 0.1:1:2");
    assertThat(line.get(0).get("sigma_w").isNull()).isTrue();
    assertThat(line.get(1).get("sigma_w").asDouble()).isBetween(1.40, 1.41);
  }

  private CliRun diagram(String out, String... more) {
    String[] base = {"theory", "--phase-diagram", "--sigma-w=0.9:3:8", "--sigma-b=0:1:45"};
    String[] arguments = new String[base.length + 1 + more.length];
    System.arraycopy(base, 0, arguments, 0, base.length);
    arguments[base.length] = "--out=" + out;
    System.arraycopy(more, 0, arguments, base.length + 1, more.length);
    return CliRun.in(directory, arguments);
  }

  @Test
  void thePhaseDiagramIsARunOfTheSameBytesForAnyThreadCountAndAfterAnInterruption()
      throws IOException {
    CliRun one = diagram("one", "--threads=1");
    assertThat(one.err()).isEmpty();
    assertThat(one.exitCode()).isZero();
    assertThat(one.out()).contains("4 checks: 4 passed").contains("index.html");
    for (String file :
        List.of("figures/phase-diagram.svg", "figures/phase-diagram.png", "references.bib")) {
      assertThat(directory.resolve("one").resolve(file)).isNotEmptyFile();
    }
    assertThat(diagram("three", "--threads=3").exitCode()).isZero();
    // As a run that was killed after its second block: no third one, no end.
    Path three = directory.resolve("three");
    Path record = three.resolve("run.json");
    String unfinished = Files.readString(record).replaceFirst("\"finish\" : \"[^\"]*\",\\s*", "");
    Files.writeString(record, unfinished);
    Files.delete(three.resolve("units/rows/40.json"));
    assertThat(diagram("three", "--resume", "--threads=2").exitCode()).isZero();
    for (String table : List.of("phase-diagram.csv", "critical-line.csv")) {
      Path expected = directory.resolve("one/tables").resolve(table);
      assertThat(Files.readAllLines(expected)).hasSize(table.startsWith("p") ? 361 : 46);
      assertThat(three.resolve("tables").resolve(table)).hasSameBinaryContentAs(expected);
    }
    assertThat(CliRun.in(directory, "rerun", "one").out()).contains("Identical to the last bit.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sigma-b 1|--sigma-w is missing: a number or FROM:TO:COUNT",
        "--sigma-w 0|--sigma-w must be positive and finite, was 0.0",
        "--sigma-w -1|--sigma-w must be positive and finite, was -1.0",
        "--sigma-w NaN|--sigma-w must be finite, was NaN",
        "--sigma-w 1 --sigma-b -0.1|--sigma-b must be finite and not negative, was -0.1",
        "--sigma-w x|--sigma-w must be a number or FROM:TO:COUNT with FROM below TO",
        "--sigma-w 1:2|--sigma-w must be a number or FROM:TO:COUNT",
        "--sigma-w 2:1:5|--sigma-w must be a number or FROM:TO:COUNT",
        "--sigma-w 1:2:1|COUNT from 2 to 10000, was '1:2:1'",
        "--sigma-w 1 --activation tnah|activation 'tnah' is unknown; did you mean 'tanh'?",
        "--sigma-w 1 --slope 0.1|--slope is leaky_relu's, --activation was tanh",
        "--sigma-w 2 --activation relu --sigma-b 0.1|q diverges: the length map is q' = 2.0·q + ",
        "--sigma-w 2 --activation silu --sigma-b 0.5|q diverges: the length map q' = 4.0·E φ²",
        "--sigma-w 2 --sigma-b 2000|q* is too large: the length map q' = 4.0·E φ² + 4000000.0 has",
        "--critical-line --sigma-w 1|--critical-line finds sigma_w itself and takes no --sigma-w",
        "--critical-line --phase-diagram|cannot both be given",
        "--critical-line --activation relu --sigma-b 0.1|has one critical point",
        "--phase-diagram --sigma-w 1|--phase-diagram needs ranges FROM:TO:COUNT, was --sigma-w 1.0",
        "--phase-diagram --threads 0|--threads must be at least 1, was 0",
      })
  void badInputIsAnsweredByOneLine(String arguments, String message) throws IOException {
    CliRun run = CliRun.in(directory, ("theory " + arguments).split(" "));
    assertThat(run.err()).contains(message).startsWith("initlab: ").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }
}
