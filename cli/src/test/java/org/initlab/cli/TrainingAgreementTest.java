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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same command on every engine that is there: the same batches in the same order from the same
 * weights give the same losses.
 */
class TrainingAgreementTest {
  private static final int STEPS = 100;

  @TempDir Path directory;

  /**
   * Bounds of the project's own, relative: rounding is 1e-16 and 6e-8, and a configuration that
   * trains stably magnifies it over 100 steps by far less than the 1e8 and 1e4 that they allow;
   * another batch, order or update rule moves the loss by more than 1e-2.
   */
  @ParameterizedTest
  @CsvSource({"float64, 1e-8", "float32, 1e-3"})
  void lossesOfTheFirstStepsAgree(String precision, double bound) throws IOException {
    List<Double> expected = losses("native", precision);
    assertThat(expected).hasSizeGreaterThanOrEqualTo(STEPS);
    assertThat(expected.get(STEPS - 1)).as("it trains").isLessThan(expected.get(0) / 2);
    for (String engine : others()) {
      List<Double> losses = losses(engine, precision);
      for (int step = 0; step < STEPS; step++) {
        assertThat(losses.get(step))
            .as("loss of step %d on %s", step, engine)
            .isCloseTo(expected.get(step), within(bound * expected.get(step)));
      }
    }
  }

  private List<String> others() throws IOException {
    List<String> engines = new ArrayList<>();
    String json = CliRun.in(directory, "list", "backends", "--json").out();
    for (JsonNode b : new ObjectMapper().readTree(json)) {
      String name = b.get("name").asText();
      if (b.get("available").asBoolean() && !name.equals("native")) engines.add(name);
    }
    return engines;
  }

  private List<Double> losses(String engine, String precision) throws IOException {
    String out = engine + "-" + precision;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--num_layers=2",
                "--hidden_size=16",
                "--weight_norm",
                "--init=orthogonal_proposed",
                "--num_epochs=5",
                "--batch_size=64",
                "--lr=0.05",
                "--momentum=0.9",
                "--weight_decay=1e-4",
                "--save_interval=5",
                "--threads=1",
                "--log_every_iter",
                "--quiet",
                "--backend=" + engine,
                "--precision=" + precision,
                "--out=" + out));
    CliRun run = CliRun.in(directory, arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return Files.readAllLines(directory.resolve(out).resolve("iterations.csv")).stream()
        .skip(1)
        .map(row -> Double.parseDouble(row.split(",")[2]))
        .toList();
  }
}
