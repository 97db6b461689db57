package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
  private static final Path SIMD = SCALAR.resolveSibling("simd");

  /** Storage knows the host's float64; tanh and exp have coefficients for each precision. */
  private static final Set<String> BY_HAND =
      Set.of("ArrayStorage.java", "ActivationF64.java", "ExpF64.java", "TanhF64.java");

  @Test
  void float32LoopsMirrorFloat64Loops() throws IOException {
    List<Path> sources = sources(SCALAR.resolve("float64"), ".java");
    assertThat(sources).hasSizeGreaterThan(5);
    for (Path source : sources) {
      Path twin = SCALAR.resolve("float32").resolve(source.getFileName());
      verify(twin, loops(Files.readString(source)));
    }
  }

  @Test
  void float32VectorKernelsMirrorFloat64VectorKernels() throws IOException {
    List<Path> sources = sources(SIMD, "F64.java");
    assertThat(sources).hasSizeGreaterThan(5);
    for (Path source : sources) {
      String twin = source.getFileName().toString().replace("F64", "F32");
      verify(SIMD.resolve(twin), vectorKernels(Files.readString(source)));
    }
  }

  private static List<Path> sources(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(suffix))
          .filter(f -> !BY_HAND.contains(f.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private static void verify(Path twin, String expected) throws IOException {
    if ("write".equals(System.getProperty("initlab.mirror"))) Files.writeString(twin, expected);
    assertThat(withoutSpaces(Files.readString(twin)))
        .as("%s against its float64 twin", twin)
        .isEqualTo(withoutSpaces(expected));
  }

  private static String loops(String source) {
    return numbers(source).replace("scalar.float64", "scalar.float32");
  }

  private static String vectorKernels(String source) {
    return numbers(source)
        .replace("F64", "F32")
        .replace("float64", "float32")
        .replace("DoubleVector", "FloatVector")
        .replace("<Double>", "<Float>");
  }

  private static String numbers(String source) {
    return source.replaceAll("(?<!final )(?<!public )\\bdouble\\b", "float");
  }

  /** The formatter breaks lines by their length, which differs between the twins. */
  private static String withoutSpaces(String source) {
    return source.replaceAll("[\\s*/]+", "");
  }
}
