package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A WideResNet of 10,000 layers and 161 million weights trains in a process of 8 GiB, engine and
 * all: what the operating system says is resident, not what the JVM knows of.
 */
@Tag("slow")
class TenThousandLayersTest {
  private static final long LIMIT = 8L << 30;

  /** Against a process that hangs; how long an engine takes is no part of the claim. */
  private static final int MINUTES = 45;

  private static final int SIDE = 32;
  private static final int IMAGES = 10;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"native", "pytorch", "mxnet"})
  void trainsWithinEightGibibytes(String engine) throws Exception {
    assumeThat(available(engine)).as("engine %s on this machine", engine).isTrue();
    assumeThat(Path.of("/proc/self/status")).as("the system tells peaks of memory").exists();
    images();
    // The launcher's memory options, and a heap that leaves an engine some room.
    List<String> jvm =
        List.of(
            "-Xmx7g",
            "-XX:+UseSerialGC",
            "-XX:MaxNewSize=16m",
            "-XX:PretenureSizeThreshold=1m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30");
    CliProcess process =
        CliProcess.start(
            directory,
            jvm,
            List.of(
                "train",
                "--dataset=./noise",
                "--nn=wrn",
                "--wrn_n=1666",
                "--wrn_k=1",
                "--wrn_reduced_memory",
                "--weight_norm",
                "--batch_size=4",
                "--mini_batch_size=2",
                "--val_fraction=0",
                "--num_epochs=1",
                "--log_every_iter",
                "--backend=" + engine,
                "--out=run"));
    long peak = 0;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    while (!process.process().waitFor(100, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
      peak = Math.max(peak, peak(process.process().pid()));
    }
    assertThat(process.end()).as(process.err()).isZero();
    assertThat(Files.readAllLines(directory.resolve("run/iterations.csv")))
        .as("an update at least, and its losses are numbers")
        .hasSizeGreaterThan(1)
        .noneMatch(row -> row.contains("NaN"));
    assertThat(peak)
        .as("bytes that were resident: the weights alone, in float32, are 0.6 GB")
        .isBetween(600_000_000L, LIMIT);
  }

  /** VmHWM, in bytes; 0 once the process is gone. */
  private static long peak(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private boolean available(String engine) throws IOException {
    for (var b :
        new ObjectMapper().readTree(CliRun.in(directory, "list", "backends", "--json").out())) {
      if (b.get("name").asText().equals(engine)) return b.get("available").asBoolean();
    }
    return false;
  }

  /** Colour noise of CIFAR's size in two classes. */
  private void images() throws IOException {
    UniformRandomProvider random = new Seed(1).stream("noise");
    for (int n = 0; n < IMAGES; n++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < SIDE * SIDE; i++) {
        image.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
      }
      Path file =
          directory.resolve("noise").resolve(n % 2 == 0 ? "even" : "odd").resolve(n + ".png");
      Files.createDirectories(file.getParent());
      assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }
  }
}
