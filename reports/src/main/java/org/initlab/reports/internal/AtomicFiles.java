package org.initlab.reports.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole: who reads one sees the old or the new content, never a part. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes beside the file and renames; missing folders are made. */
  public static void write(Path file, byte[] content) {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written: " + e.getMessage(), e);
    }
  }
}
