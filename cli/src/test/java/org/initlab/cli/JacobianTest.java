package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jacobian}: exact and by products, on every engine. */
class JacobianTest {
  @TempDir Path directory;

  private JsonNode rows(String... more) throws IOException {
    String[] base = {"jacobian", "--json", "--network", "cnn", "--input-shape", "2,8,8"};
    CliRun run =
        CliRun.in(directory, Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(run.out());
  }

  /** Five tanh convolutions with batch normalization, 10 outputs. */
  private static final String[] NETWORK = {
    "--hidden-size", "16", "--num-layers", "5", "--activation", "tanh", "--batch-norm"
  };

  /**
   * Differenced products (mxnet) are off by some 1e-10 of s_max², the least singular value of a
   * condition below 1000 by 1e-7 of s_max.
   */
  @Test
  void everyEngineFindsTheSameSingularValuesByBothMethods() throws IOException {
    String engines = "native,pytorch,mxnet";
    JsonNode exact = rows(with("--backend", engines, "--samples", "2"));
    JsonNode lanczos = rows(with("--backend", engines, "--samples", "2", "--method", "lanczos"));
    assertThat(exact).hasSize(6);
    for (int r = 0; r < 6; r++) {
      JsonNode truth = exact.get(r % 2);
      double s = truth.get("s_max").asDouble();
      for (JsonNode row : List.of(exact.get(r), lanczos.get(r))) {
        assertThat(row.get("s_max").asDouble()).isCloseTo(s, within(1e-9 * s));
        assertThat(row.get("s_min").asDouble())
            .isCloseTo(truth.get("s_min").asDouble(), within(1e-7 * s));
      }
    }
    assertThat(exact.get(0).get("s_max")).isNotEqualTo(exact.get(1).get("s_max"));
    assertThat(exact.get(0).get("condition").asDouble()).isBetween(1.0, 1000.0);
  }

  private static String[] with(String... more) {
    return Stream.of(NETWORK, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aRunKeepsAllValuesAndTheirHistogram() {
    CliRun run =
        CliRun.in(directory, "jacobian", "--init", "orthogonal", "--num-layers", "2", "--out", "r");
    assertThat(run.err()).isEmpty();
    assertThat(directory.resolve("r/tables/jacobian-values.csv")).content().hasLineCount(11);
    assertThat(directory.resolve("r/figures/jacobian.svg")).isNotEmptyFile();
  }

  @Test
  void jsonIsTheTableWithARunDirectoryToo() throws IOException {
    assertThat(rows("--num-layers", "2", "--out", "run")).isEqualTo(rows("--num-layers", "2"));
  }

  @Test
  void badValuesAreNamed() {
    CliRun run = CliRun.in(directory, "jacobian", "--method", "exat");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("method 'exat'").contains("did you mean 'exact'?");
    CliRun none = CliRun.in(directory, "jacobian", "--samples", "0");
    assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.err()).contains("--samples must be at least 1, was 0");
  }

  @Test
  void tooLargeIsRefusedBeforeAnythingIsComputed() {
    CliRun run =
        CliRun.in(
            directory,
            "jacobian",
            "--input-shape",
            "50000",
            "--num-layers",
            "1",
            "--hidden-size",
            "1",
            "--classes",
            "50000");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("GiB").contains("method lanczos");
  }
}
