package org.initlab.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * {@code log.txt} of a run: how it began, what was said on the way and how it ended, each line with
 * its time (UTC). The sessions of a run that is taken up again follow one another. It is written
 * whether or not the terminal is told.
 */
public final class RunLog {
  static final String FILE = "log.txt";

  private final Path file;
  private final Clock clock;

  public RunLog(RunDirectory directory, Clock clock) {
    this.file = directory.path().resolve(FILE);
    this.clock = clock;
  }

  /** Adds a line, at once. */
  public void line(String text) {
    String line = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text + "\n";
    try {
      Files.writeString(
          file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written", e);
    }
  }
}
