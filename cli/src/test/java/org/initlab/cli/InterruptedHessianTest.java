package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code initlab hessian} in a process of its own, stopped by a signal between two products. */
class InterruptedHessianTest {
  @TempDir Path directory;

  /** The eigenvalues take a twelfth of the time that the density takes after them. */
  private static List<String> arguments(String out) {
    return new ArrayList<>(
        List.of(
            "hessian",
            "--num_layers=2",
            "--hidden_size=64",
            "--weight_norm",
            "--method=lanczos",
            "--iterations=30",
            "--probes=12",
            "--threads=1",
            "--out=" + out));
  }

  @Test
  void whatWasFinishedIsKeptAndTheRestComputedOnce() throws Exception {
    assumeThat(CliProcess.hearsInterrupts()).as("SIGINT ends processes started from here").isTrue();
    List<String> arguments = arguments("run");
    CliProcess process = CliProcess.start(directory, arguments);
    Path kept = directory.resolve("run/units/hessian/lanczos/native.json");
    process.until(kept, 1);
    process.interrupt();
    assertThat(process.end()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(process.err())
        .contains("initlab: interrupted while the Hessian was computed", "--resume");
    assertThat(directory.resolve("run/units/hessian/density")).doesNotExist();
    assertThat(Files.readString(directory.resolve("run/log.txt"))).contains("Z interrupted while");
    byte[] before = Files.readAllBytes(kept);

    arguments.add("--resume");
    assertThat(CliRun.in(directory, arguments.toArray(String[]::new)).exitCode()).isZero();
    assertThat(kept).hasBinaryContent(before);
    CliRun whole = CliRun.in(directory, arguments("whole").toArray(String[]::new));
    assertThat(whole.exitCode()).isZero();
    for (String table : List.of("hessian.csv", "hessian-trace.csv", "hessian-density.csv")) {
      assertThat(directory.resolve("run/tables").resolve(table))
          .hasSameBinaryContentAs(directory.resolve("whole/tables").resolve(table));
    }
  }
}
