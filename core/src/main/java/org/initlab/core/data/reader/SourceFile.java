package org.initlab.core.data.reader;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;

/**
 * A file read from front to end, decompressed where it is gzip. It is hashed meanwhile in another
 * thread: in a young JVM that takes longer than the decompression.
 */
final class SourceFile implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1F8B;

  /** Deflate makes at most 1032 bytes of one. */
  private static final long MAX_EXPANSION = 1032;

  private final Path file;
  private final long size;
  private final CompletableFuture<String> sha256;
  private final InputStream raw;
  private final boolean gzip;
  private final InputStream content;

  private SourceFile(Path file) throws IOException {
    this.file = file;
    size = Files.size(file);
    raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      gzip = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
      raw.reset();
      content = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
      sha256 = CompletableFuture.supplyAsync(() -> hash(file));
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
    return source();
  }

  /** Says what was read, whatever is left. */
  Source source() throws IOException {
    try {
      return new Source(file.getFileName().toString(), size, sha256.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io) throw io.getCause();
      throw e;
    }
  }

  /**
   * All of the content.
   *
   * @param limit in bytes, a whole number of MiB
   */
  byte[] readAll(long limit) throws IOException {
    if (gzip || size > limit) {
      return new LimitedInputStream(file.toString(), content, limit).readAllBytes();
    }
    return content.readNBytes((int) size);
  }

  @Override
  public void close() throws IOException {
    sha256.handle((hash, failure) -> null).join();
    content.close();
  }

  private static String hash(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) digest.update(buffer, 0, n);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
