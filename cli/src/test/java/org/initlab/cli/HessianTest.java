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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code initlab hessian} on the digits that come with the program. */
class HessianTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private CliRun run(String... more) {
    String[] base = {"hessian", "--num_layers=2", "--hidden_size=8", "--weight_norm"};
    return CliRun.in(directory, Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private JsonNode rows(String... more) throws IOException {
    CliRun run = run(more);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return JSON.readTree(run.out());
  }

  @Test
  void gradientQuotientIsATableOfItsOwnAndItsPaperIsCited() throws IOException {
    rows("--gradient-quotient", "--backend=all", "--iterations=1", "--json", "--out=quotient");
    List<String> lines = lines("quotient/tables/gradient-quotient.csv");
    assertThat(lines).isNotEmpty();
    double first = Double.parseDouble(lines.get(0).split(",")[1]);
    assertThat(first).isPositive();
    for (String line : lines) {
      // Differenced products err by 1e-10 of a gradient's entry (see below), terms of entries near
      // 0 by more; the mean over 236 parameters is held to 1e-4.
      assertThat(Double.parseDouble(line.split(",")[1])).isCloseTo(first, within(1e-4 * first));
    }
    assertThat(Files.readString(directory.resolve("quotient/references.bib")))
        .contains("@inproceedings{dauphin2019,", "@inproceedings{arpit2019,");
  }

  /**
   * Relative to the largest eigenvalue, for 10 products. Exact products: four sweeps of three
   * layers of 64 inputs and fewer err by 4·3·√64·u·10 = 1e-13, ten times over. Differenced ones err
   * by u^(2/3) = 2e-11 times derivatives of order 10³ and ‖∇L‖/‖Hv‖ of order 1, ten times over.
   */
  @ParameterizedTest
  @CsvSource({"power, 1", "lanczos, 3"})
  void enginesAgree(String method, int top) throws IOException {
    Map<String, String> products = new TreeMap<>();
    JsonNode rows =
        rows(
            "--method=" + method,
            "--top=" + top,
            "--iterations=10",
            "--backend=all",
            "--json",
            "--out=" + method);
    for (String line : lines(method + "/tables/hessian-loss.csv")) {
      String[] cells = line.split(",");
      assertThat(cells[2]).as("parameters").isEqualTo("" + (8 * 66 + 8 * 10 + 9 * 10));
      assertThat(cells[4]).as("one batch of 11").isEqualTo("128");
      products.put(cells[0], cells[5]);
    }
    assertThat(products).hasSizeGreaterThanOrEqualTo(2).containsEntry("native", "exact");
    List<Double> expected = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.get("backend").asText().equals("native")) {
        expected.add(row.get("eigenvalue").asDouble());
      }
    }
    assertThat(expected).hasSize(top);
    for (JsonNode row : rows) {
      double bound = products.get(row.get("backend").asText()).equals("exact") ? 1e-12 : 2e-7;
      double value = row.get("eigenvalue").asDouble();
      assertThat(value)
          .as("%s", row)
          .isCloseTo(
              expected.get(row.get("rank").asInt() - 1), within(bound * Math.abs(expected.get(0))));
      assertThat(row.get("ln").asDouble()).isEqualTo(Math.log(Math.abs(value)));
      assertThat(row.get("log10").asDouble()).isEqualTo(Math.log10(Math.abs(value)));
    }
  }

  /**
   * The same samples in other parts: sums of 128 terms in another order, errors of at most 128·u =
   * 3e-14 per product, a hundred times over for ten products of three layers.
   */
  @Test
  void miniBatchesAreOfTheSameLoss() throws IOException {
    JsonNode whole = rows("--iterations=10", "--json", "--out=whole").get(0);
    JsonNode parts =
        rows("--iterations=10", "--mini_batch_size=32", "--json", "--out=parts").get(0);
    assertThat(lines("parts/tables/hessian-loss.csv"))
        .isEqualTo(lines("whole/tables/hessian-loss.csv"));
    double expected = whole.get("eigenvalue").asDouble();
    assertThat(parts.get("eigenvalue").asDouble())
        .isCloseTo(expected, within(3e-12 * Math.abs(expected)))
        .as("other sums round otherwise, if parts are passed at all")
        .isNotEqualTo(expected);
  }

  /** Both methods bound the same matrix's eigenvalue. */
  @Test
  void methodsAgreeWithinTheirResiduals() throws IOException {
    JsonNode power = rows("--iterations=200", "--json", "--out=power").get(0);
    JsonNode lanczos =
        rows(
                "--method=lanczos",
                "--iterations=60",
                "--probes=0",
                "--top=2",
                "--json",
                "--out=lanczos")
            .get(0);
    double residual = power.get("residual").asDouble() + lanczos.get("residual").asDouble();
    assertThat(residual).isLessThan(1e-3 * power.get("eigenvalue").asDouble());
    assertThat(power.get("rayleigh").asDouble())
        .isCloseTo(lanczos.get("eigenvalue").asDouble(), within(residual + 1e-12));
  }

  @Test
  void lanczosTellsTraceAndDensityAndAResumedRunReadsThemBack() throws IOException {
    CliRun run = run("--method=lanczos", "--iterations=12", "--probes=3", "--out=run");
    assertThat(run.out()).contains("Trace of the loss Hessian").contains("index.html");
    assertThat(lines("run/tables/hessian-density.csv")).hasSize(401);
    assertThat(directory.resolve("run/figures/hessian-density.svg")).isNotEmptyFile();
    assertThat(directory.resolve("run/units/hessian/density/native.json")).isNotEmptyFile();
    CliRun rerun = CliRun.in(directory, "rerun", "run");
    assertThat(rerun.out()).contains("Identical to the last bit.");
  }

  /** The same batches, parameters and start: the same bits. */
  @Test
  void trainLooksAtTheSameHessianBeforeTheFirstUpdate() throws IOException {
    CliRun train =
        CliRun.in(
            directory,
            "train",
            "--num-layers=2",
            "--hidden-size=8",
            "--weight-norm",
            "--num-epochs=1",
            "--hessian",
            "--out=train");
    assertThat(train.err()).isEmpty();
    assertThat(train.out()).contains("Spectral norm of the Hessian before training: ");
    run("--precision=float32", "--out=hessian");
    String table = "tables/hessian.csv";
    assertThat(directory.resolve("train/" + table))
        .hasSameTextualContentAs(directory.resolve("hessian/" + table));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--method pwer|method 'pwer' is unknown; did you mean 'power'?",
        "--iterations 0|--iterations must be at least 1, was 0",
        "--top 3|--method power finds one eigenvalue and nothing else; --top 3 needs --method lanczos",
        "--method lanczos --iterations 3 --top 4|--top must be at most --iterations, was 4 of 3",
        "--fraction 0|fraction of the training batches must be above 0 and at most 1, was 0.0",
        "--batch_size 0|batch_size must be at least 1, was 0",
        "--mini_batch_size 48|batch_size must be a multiple of mini_batch_size, was 128 with mini_batch_size 48",
        "--method lanczos --iterations 99999999|--method power holds 3",
      })
  void badInputIsAnsweredByOneLine(String arguments, String message) {
    CliRun run = run(arguments.split(" "));
    assertThat(run.err()).contains(message).startsWith("initlab: ").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).isEmpty();
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file)).stream().skip(1).toList();
  }
}
