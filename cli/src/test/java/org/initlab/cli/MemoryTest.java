package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --memory small} changes what is held, and no digit of any result. */
class MemoryTest {
  private static final String[] RESNET = {
    "--nn=resnet", "--num_blocks=1", "--hidden_size=4", "--batch_norm", "--init=he"
  };

  @TempDir Path directory;

  private CliRun run(String memory, String command, String... more) {
    String[] base = {command, "--memory=" + memory};
    return CliRun.in(
        directory, Stream.of(base, RESNET, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void trainingHasTheSameLosses() throws IOException {
    for (String memory : List.of("full", "small")) {
      String[] options = {"--num_epochs=1", "--momentum=0.9", "--log_every_iter", "--quiet"};
      CliRun run =
          run(memory, "train", options[0], options[1], options[2], options[3], "--out=" + memory);
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }
    List<String> losses = Files.readAllLines(directory.resolve("full/iterations.csv"));
    assertThat(losses).hasSize(12); // 11 batches of 1,295 samples
    assertThat(Files.readAllLines(directory.resolve("small/iterations.csv"))).isEqualTo(losses);
    assertThat(directory.resolve("small/tables/epochs.csv"))
        .hasSameTextualContentAs(directory.resolve("full/tables/epochs.csv"));
  }

  @Test
  void statisticsAndEigenvaluesAreTheSame() throws IOException {
    String[] stats = {"--input-shape=3,8,8", "--batch-size=4", "--json"};
    assertThat(run("small", "stats", stats).out())
        .isEqualTo(run("full", "stats", stats).out())
        .contains("gradient_ratio");
    String[] hessian = {"--batch_size=64", "--fraction=0.01", "--iterations=2", "--json"};
    CliRun full = run("full", "hessian", hessian);
    assertThat(full.exitCode()).as(full.err()).isEqualTo(ExitCode.OK);
    assertThat(run("small", "hessian", hessian).out()).isEqualTo(full.out());
  }

  @Test
  void aBackendWithoutItSaysSoInOneLine() throws IOException {
    assumeThat(available("pytorch")).isTrue();
    CliRun run = run("small", "train", "--backend=pytorch");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run.err())
        .contains("--memory small is not available on backend 'pytorch'")
        .hasLineCount(1);
  }

  @Test
  void anUnknownMemoryIsAnsweredWithWhatIsAllowed() {
    CliRun run = run("smal", "stats");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("memory 'smal' is unknown; did you mean 'small'?");
    assertThat(run.err()).contains("(allowed: full, small)").hasLineCount(1);
  }

  private boolean available(String backend) throws IOException {
    String listed = CliRun.in(directory, "list", "backends", "--json").out();
    for (JsonNode b : new ObjectMapper().readTree(listed)) {
      if (b.get("name").asText().equals(backend)) return b.get("available").asBoolean();
    }
    return false;
  }
}
