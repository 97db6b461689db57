package org.initlab.experiments.xiao2018;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Statistics of every layer, forward and backward, of a plain tanh CNN of 10,000 layers, 16
 * channels, 8×8 maps and a batch of 32, on native in a process of its own: on two cores under 60 s,
 * and in 2 GiB, what is kept per layer being its state for the backward pass and its statistics.
 */
class TenThousandLayersTest {
  private static final double SECONDS = 60;
  private static final long BYTES = 2L << 30;

  @Test
  @Tag("slow")
  void signalAndGradientPassInTwoGibibytesAndAMinute() throws IOException, InterruptedException {
    DeepNetworkProcess.Report report = run(10_000);
    assertThat(report.layers()).isEqualTo(10_000);
    assertThat(report.seconds()).isLessThan(SECONDS);
    assertThat(report.peakBytes()).isLessThan(BYTES);
    // ln 4 and ln 100 are the experiment's own limits on what 16 channels stray.
    assertThat(Math.abs(Math.log(report.lastQ() / DeepSettings.PAPER_Q))).isLessThan(Math.log(4));
    assertThat(Math.abs(Math.log(report.gradientRatio()))).isLessThan(Math.log(100));
  }

  /** The same with few layers, so that the program is run in every build. */
  @Test
  void theProcessReportsWhatItMeasures() throws IOException, InterruptedException {
    DeepNetworkProcess.Report report = run(50);
    assertThat(report.layers()).isEqualTo(50);
    assertThat(report.seconds()).isPositive();
    assertThat(report.peakBytes()).isPositive();
  }

  private static DeepNetworkProcess.Report run(int depth) throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1700m",
                "-XX:+UseSerialGC",
                "-XX:MaxNewSize=16m",
                "-XX:PretenureSizeThreshold=64k",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classPath,
                DeepNetworkProcess.class.getName(),
                Integer.toString(depth))
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .collect(Collectors.toList());
    assertThat(process.waitFor()).as("exit code; output %s", lines).isZero();
    return DeepNetworkProcess.Report.parse(lines.get(lines.size() - 1));
  }
}
