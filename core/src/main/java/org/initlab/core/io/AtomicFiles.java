package org.initlab.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files so that a reader, or a machine that loses power, sees the old one or the new one
 * whole.
 */
public final class AtomicFiles {
  /** What goes into a file, written once from the start to the end. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Writes the bytes as {@link #write(Path, Content)}.
   *
   * @throws UncheckedIOException naming the file, if it cannot be written
   */
  public static void write(Path file, byte[] content) {
    write(file, out -> out.write(content));
  }

  /**
   * Writes beside the file, waits until the disk has it, and renames; missing folders are made.
   * Whatever fails, {@code content} included, the file stays as it was and nothing is left beside
   * it.
   *
   * @throws UncheckedIOException naming the file, if it cannot be written
   */
  public static void write(Path file, Content content) {
    Path part = part(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        fill(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written: " + reason(e), e);
    }
  }

  /** Where {@code file} is written to before it is renamed; a process that is killed leaves it. */
  public static Path part(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  private static void fill(Path part, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  /** The messages of file system exceptions are file names; only their types say what happened. */
  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
  }
}
