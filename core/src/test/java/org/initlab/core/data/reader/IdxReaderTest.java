package org.initlab.core.data.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.initlab.core.data.Samples;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an IDX file holds is read; what is wrong with one is said in one line. */
class IdxReaderTest {
  private static final byte[] IMAGES = Idx.images(2, 2, 3, 0, 1, 2, 3, 4, 255, 9, 8, 7, 6, 5, 128);
  private static final byte[] LABELS = Idx.labels(3, 200);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pixelsAndLabelsAreUnsignedBytes(boolean gzip) throws IOException {
    Path images = file("images", gzip ? Idx.gzip(IMAGES) : IMAGES);
    Path labels = file("labels", gzip ? Idx.gzip(LABELS) : LABELS);
    Samples samples = IdxReader.read(images, labels).samples();
    assertThat(samples.shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(samples.size()).isEqualTo(2);
    assertThat(new int[] {samples.label(0), samples.label(1)}).containsExactly(3, 200);
    assertThat(new int[] {samples.pixel(0, 5), samples.pixel(1, 0), samples.pixel(1, 5)})
        .containsExactly(255, 9, 128);
  }

  @Test
  void sourcesAreTheFilesAsTheyLie() throws IOException {
    Path labels = file("labels", "abc".getBytes(StandardCharsets.US_ASCII));
    try (SourceFile file = SourceFile.open(labels)) {
      // FIPS 180-2, appendix B.1: SHA-256 of "abc"
      assertThat(file.source())
          .isEqualTo(
              new Source(
                  "labels", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    Path images = file("images", Idx.gzip(IMAGES));
    assertThat(IdxReader.read(images, file("labels", LABELS)).sources())
        .extracting(Source::bytes)
        .containsExactly(Files.size(images), 10L);
  }

  static Stream<Arguments> damaged() throws IOException {
    byte[] gzip = Idx.gzip(IMAGES);
    byte[] corrupt = gzip.clone();
    corrupt[corrupt.length - 8] ^= 1; // the checksum
    return Stream.of(
        Arguments.of(LABELS, "is no IDX file of images: its magic number must be 0x00000803"),
        Arguments.of(LABELS, "(it is an IDX file of labels: are the two files swapped?)"),
        Arguments.of(Idx.file(0x0D03, new int[] {1, 1, 1}, 0, 0, 0, 0), "was 0x00000d03"),
        Arguments.of(new byte[] {0, 0}, "is truncated: it ends before its last value"),
        Arguments.of(
            Arrays.copyOf(IMAGES, IMAGES.length - 1),
            "is truncated or damaged: 2×2×3 images need 28 bytes, the file has 27"),
        Arguments.of(Arrays.copyOf(IMAGES, IMAGES.length + 1), "need 28 bytes, the file has 29"),
        Arguments.of(
            Idx.gzip(Arrays.copyOf(IMAGES, IMAGES.length - 1)), "ends before its last value"),
        Arguments.of(
            Idx.gzip(Arrays.copyOf(IMAGES, IMAGES.length + 1)), "goes on after its last sample"),
        Arguments.of(Arrays.copyOf(gzip, gzip.length - 9), "ends before its last value"),
        Arguments.of(corrupt, "cannot be read: java.util.zip.ZipException: Corrupt GZIP trailer"),
        // a small file that asks for 2 GB
        Arguments.of(Idx.gzip(Idx.images(1 << 21, 32, 31)), "2097152×32×31 images need 2080374800"),
        Arguments.of(Idx.images(1 << 21, 32, 32), "has more than 2^31-1 elements"),
        Arguments.of(Idx.images(0, 2, 3), "every size must be at least 1"),
        Arguments.of(Idx.images(3, 2, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "3 images and"));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void whatIsWrongIsSaidInOneLine(byte[] content, String message) throws IOException {
    Path images = file("images", content);
    Path labels = file("labels", LABELS);
    assertThatThrownBy(() -> IdxReader.read(images, labels))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(images.toString())
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
