package org.initlab.core.data.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small .zip of large files, each below the limit of a file. */
class ZipFilesTest {
  private static final int SIZE = 700_000;

  @TempDir Path folder;

  @Test
  void whatAllFilesDecompressToIsLimited() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : new String[] {"a/1.png", "a/2.png"}) {
        out.putNextEntry(new ZipEntry(name));
        out.write(new byte[SIZE]);
        out.closeEntry();
      }
    }
    assertThat(zip).as("zeros compress").satisfies(z -> assertThat(Files.size(z)).isLessThan(4096));
    try (ZipFiles files = ZipFiles.open(zip, 1 << 20)) {
      assertThat(files.read("a/1.png")).hasSize(SIZE);
      assertThatThrownBy(() -> files.read("a/2.png"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(zip + " decompresses to more than the allowed 1 MiB");
    }
  }
}
