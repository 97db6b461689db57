package org.initlab.core.data.reader;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;

/** A file read once from front to end, decompressed where it is gzip, and hashed on the way. */
final class SourceFile implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1F8B;

  /** Deflate makes at most 1032 bytes of one. */
  private static final long MAX_EXPANSION = 1032;

  private final Path file;
  private final long size;
  private final MessageDigest digest;
  private final InputStream raw;
  private final boolean gzip;
  private final InputStream content;

  private SourceFile(Path file) throws IOException {
    this.file = file;
    size = Files.size(file);
    digest = sha256();
    raw =
        new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest), BUFFER);
    try {
      raw.mark(2);
      gzip = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
      raw.reset();
      content = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  static SourceFile open(Path file) throws IOException {
    return new SourceFile(file);
  }

  InputStream content() {
    return content;
  }

  /**
   * Refuses a size that the file cannot hold, before memory is asked for it.
   *
   * @param expected bytes of content
   */
  void requireRoom(long expected, String what) {
    if (gzip ? expected > size * MAX_EXPANSION : expected != size) {
      throw new InvalidInputException(
          file
              + " is truncated or damaged: "
              + what
              + " need "
              + expected
              + " bytes, the file has "
              + size
              + (gzip ? " (compressed)" : ""));
    }
  }

  /**
   * Checks that nothing is left (which also checks a gzip file's checksum) and says what was read.
   */
  Source finish() throws IOException {
    if (content.read() != -1) {
      throw new InvalidInputException(file + " is damaged: it goes on after its last sample");
    }
    return drained();
  }

  /** Reads what is left without looking at it and says what was read. */
  Source drained() throws IOException {
    raw.skip(Long.MAX_VALUE);
    while (raw.read() != -1) raw.skip(Long.MAX_VALUE);
    return new Source(
        file.getFileName().toString(), size, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
