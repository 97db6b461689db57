package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network larger than the heap, in a process of its own: one line, and bad input to a script. */
class FullHeapTest {
  @TempDir Path directory;

  @Test
  void aNetworkThatDoesNotFitIsRefusedInOneLine() throws IOException, InterruptedException {
    // 2,000 × 2,000 weights are 32 MB, and there are several such layers.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "stats",
                "--network=mlp",
                "--hidden-size=2000",
                "--backend=native",
                "--out=run")
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.lines().filter(line -> line.startsWith("initlab: "))).hasSize(1);
    assertThat(err).contains("no more memory").contains("--memory small").doesNotContain("\tat ");
  }
}
