package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user sees of several engines; on a machine without PyTorch or MXNet, of those that are
 * there, which are two at least ({@link ScalarEngineModule}).
 */
class ThreeEnginesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private long available() throws IOException {
    long n = 0;
    for (JsonNode b : JSON.readTree(CliRun.in(directory, "list", "backends", "--json").out())) {
      if (b.get("available").asBoolean()) n++;
      else assertThat(b.get("reason").asText()).contains("; ");
    }
    return n;
  }

  @Test
  void figureOneOnEveryEngineHasTheirAgreementInItsVerdict() throws IOException {
    CliRun run =
        CliRun.in(
            directory,
            "reproduce",
            "arpit2019-fig1",
            "--scale",
            "smoke",
            "--backend",
            "all",
            "--json");
    JsonNode checks = JSON.readTree(run.out());
    long agreements = 0;
    for (JsonNode c : checks) {
      assertThat(c.get("verdict").asText()).as(c.get("claim").asText()).isEqualTo("PASS");
      if (c.get("claim").asText().contains(" agree ")) agreements++;
    }
    long n = available();
    assertThat(n).isGreaterThanOrEqualTo(2);
    assertThat(agreements).as("one check for every pair of engines").isEqualTo(n * (n - 1) / 2);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void validationOfASingleEngineIsRefused() {
    CliRun run = CliRun.in(directory, "validate", "--backend", "native");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run.err()).contains("compares two backends at least").hasLineCount(1);
  }
}
