package org.initlab.cli.train;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.io.AtomicFiles;

/**
 * {@code iterations.csv}: the loss of every update. A run that is taken up again first drops the
 * rows of updates that it will make once more, and one that was cut off while it was written.
 */
final class IterationLog implements AutoCloseable {
  private static final String HEADER = "step,epoch,loss,lr";

  private final Path file;
  private BufferedWriter out;

  IterationLog(Path file) {
    this.file = file;
  }

  /** Keeps the rows of the first {@code steps} updates. */
  void begin(long steps) {
    try {
      List<String> kept = new ArrayList<>(List.of(HEADER));
      if (Files.exists(file)) {
        List<String> rows = Files.readAllLines(file, StandardCharsets.UTF_8);
        kept.addAll(rows.subList(Math.min(1, rows.size()), (int) Math.min(rows.size(), steps + 1)));
      }
      AtomicFiles.write(file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written", e);
    }
  }

  void row(long step, int epoch, double loss, double rate) {
    try {
      out.write(step + "," + epoch + "," + loss + "," + rate + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written", e);
    }
  }

  @Override
  public void close() {
    if (out == null) return;
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be closed", e);
    }
  }
}
