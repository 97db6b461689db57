package org.initlab.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.io.AtomicFiles;

/**
 * The directory of one run, held by one process at a time. {@code run.json} is there from the
 * start; a run without a finish in it was interrupted and can be resumed.
 */
public final class RunDirectory implements AutoCloseable {
  public static final String RECORD = "run.json";
  private static final String LOCK = ".lock";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private RunDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Opens a new directory, or with {@code resume} that of an interrupted run.
   *
   * @throws InvalidInputException if the directory exists and {@code resume} is not set, holds
   *     something else, is a file, cannot be written, or is in use by another process
   */
  public static RunDirectory open(Path path, boolean resume) {
    requireUsable(path, resume);
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new InvalidInputException(
            "--out '" + path + "' is in use by another initlab process");
      }
      return new RunDirectory(path, channel, lock);
    } catch (IOException e) {
      throw new InvalidInputException("--out '" + path + "' cannot be written: " + reason(e), e);
    }
  }

  private static void requireUsable(Path path, boolean resume) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new InvalidInputException("--out '" + path + "' is a file; a directory is needed");
    }
    boolean run = Files.exists(path.resolve(RECORD));
    if (resume && !run) {
      throw new InvalidInputException(
          "--resume: '" + path + "' holds no run (there is no " + RECORD + ")");
    }
    if (run && !resume) {
      throw new InvalidInputException(
          "--out '"
              + path
              + "' holds a run already; --resume continues it, or choose another directory");
    }
    if (!run && holdsSomething(path)) {
      throw new InvalidInputException(
          "--out '" + path + "' is not empty and not a run; choose another directory");
    }
  }

  private static boolean holdsSomething(Path path) {
    if (!Files.isDirectory(path)) return false;
    // What a run leaves that was killed before its first record was whole.
    Set<Path> remains = Set.of(path.resolve(LOCK), AtomicFiles.part(path.resolve(RECORD)));
    try (Stream<Path> entries = Files.list(path)) {
      return entries.anyMatch(p -> !remains.contains(p));
    } catch (IOException e) {
      throw new InvalidInputException("--out '" + path + "' cannot be read: " + reason(e), e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  public Path path() {
    return path;
  }

  /** The record of the run, if one was written. */
  public Optional<ObjectNode> record() {
    return Files.exists(path.resolve(RECORD)) ? Optional.of(readRecord(path)) : Optional.empty();
  }

  /**
   * Reads the record of the run in {@code directory}.
   *
   * @throws InvalidInputException if there is none or it is damaged
   */
  public static ObjectNode readRecord(Path directory) {
    Path file = directory.resolve(RECORD);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "'" + directory + "' holds no run (there is no " + RECORD + ")");
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      if (node instanceof ObjectNode object) return object;
      throw new InvalidInputException("'" + file + "' is damaged: not a JSON object");
    } catch (IOException e) {
      throw new InvalidInputException("'" + file + "' is damaged: " + reason(e), e);
    }
  }

  public void writeRecord(ObjectNode record) {
    write(RECORD, record);
  }

  /** Writes a file of the run atomically. */
  public void write(String name, JsonNode content) {
    AtomicFiles.write(path.resolve(name), (text(content) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonNode content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private static String reason(IOException e) {
    String text = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return e.getClass().getSimpleName() + (text.isEmpty() ? "" : " " + text);
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
