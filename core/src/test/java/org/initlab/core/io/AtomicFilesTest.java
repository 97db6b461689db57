package org.initlab.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is the old one or the new one, whatever happens while it is written. */
class AtomicFilesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void oldFile() throws IOException {
    file = Files.writeString(directory.resolve("result.json"), "the old one, whole", UTF_8);
  }

  private void assertNothingElseIsThere() throws IOException {
    try (Stream<Path> there = Files.list(directory)) {
      assertThat(there).containsExactly(file);
    }
  }

  @Test
  void theNewFileTakesThePlaceOfTheOldOne() throws IOException {
    AtomicFiles.write(file, "new".getBytes(UTF_8));
    assertThat(file).hasContent("new");
    assertNothingElseIsThere();
  }

  @Test
  void untilTheNewFileIsWholeTheOldOneIsRead() throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          out.write("half".getBytes(UTF_8));
          out.flush();
          assertThat(file).hasContent("the old one, whole");
          out.write(" and half".getBytes(UTF_8));
        });
    assertThat(file).hasContent("half and half");
  }

  @Test
  void failureInTheMiddleLeavesTheOldFileWholeAndNothingBesideIt() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("'" + file + "' cannot be written: IOException No space left on device");
    assertThat(file).hasContent("the old one, whole");
    assertNothingElseIsThere();
  }

  @Test
  void defectOfTheContentLeavesTheOldFileToo() throws IOException {
    IllegalStateException defect = new IllegalStateException("defect");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw defect;
                    }))
        .isSameAs(defect);
    assertThat(file).hasContent("the old one, whole");
    assertNothingElseIsThere();
  }

  @Test
  void placeThatCannotBeTakenIsLeftAsItWas() throws IOException {
    Path folder = directory.resolve("run");
    Path inside = Files.createDirectories(folder).resolve("kept");
    Files.writeString(inside, "kept", UTF_8);
    assertThatThrownBy(() -> AtomicFiles.write(folder, new byte[] {1}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("'" + folder + "' cannot be written: ");
    assertThat(inside).hasContent("kept");
    try (Stream<Path> there = Files.list(directory)) {
      assertThat(there).containsExactlyInAnyOrder(file, folder);
    }
  }

  @Test
  void missingFoldersAreMade() {
    Path deep = directory.resolve("units").resolve("a").resolve("b.json");
    AtomicFiles.write(deep, "unit".getBytes(UTF_8));
    assertThat(deep).hasContent("unit");
  }
}
