package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The float32 loops are the float64 loops with the type of numbers exchanged, so that a reader
 * needs to understand, and a reviewer to check, only one of them. What stays float64 in both is
 * written {@code var} (accumulators), {@code final double} (settings) or {@code public double}
 * (losses).
 *
 * <p>After a change to the float64 loops run this test with {@code -Dinitlab.mirror=write} to write
 * the float32 loops anew.
 */
class MirrorTest {
  private static final Path SCALAR = Path.of("src/main/java/org/initlab/backend/nativejava/scalar");
  private static final String BY_HAND = "ArrayStorage.java"; // knows the host's float64

  @Test
  void float32LoopsMirrorFloat64Loops() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.list(SCALAR.resolve("float64"))) {
      sources = files.filter(f -> !f.endsWith(BY_HAND)).sorted().toList();
    }
    assertThat(sources).hasSizeGreaterThan(5);
    for (Path source : sources) {
      Path twin = SCALAR.resolve("float32").resolve(source.getFileName());
      String expected = mirror(Files.readString(source));
      if ("write".equals(System.getProperty("initlab.mirror"))) Files.writeString(twin, expected);
      assertThat(withoutSpaces(Files.readString(twin)))
          .as("%s against its float64 twin", twin)
          .isEqualTo(withoutSpaces(expected));
    }
  }

  private static String mirror(String source) {
    return source
        .replaceAll("(?<!final )(?<!public )\\bdouble\\b", "float")
        .replace("scalar.float64", "scalar.float32");
  }

  /** The formatter breaks lines by their length, which differs between the twins. */
  private static String withoutSpaces(String source) {
    return source.replaceAll("[\\s*/]+", "");
  }
}
