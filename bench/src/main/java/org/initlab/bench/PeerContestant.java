package org.initlab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.initlab.core.error.UnavailableException;

/**
 * A workload in a process of its own that is no part of initlab. It prints one line of what it is
 * when it is ready; then it reads lines with a number of steps and answers each by a line with the
 * seconds per step. In between it waits, and takes no time from the others.
 */
final class PeerContestant implements Contestant {
  private final String name;
  private final List<String> command;
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final String description;

  /**
   * @param command the program and its arguments, the workload's name last
   * @throws UnavailableException if it cannot be started or ends instead of getting ready
   */
  PeerContestant(String name, List<String> command) {
    this.name = name;
    this.command = command;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UnavailableException("peer " + name + ": " + e.getMessage());
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
    description = answer();
  }

  @Override
  public String name() {
    return name;
  }

  /** What the program says it is. */
  String description() {
    return description;
  }

  @Override
  public double secondsPerStep(int steps) {
    try {
      orders.write(steps + "\n");
      orders.flush();
    } catch (IOException e) {
      throw ended();
    }
    return Double.parseDouble(answer());
  }

  /** The end of its input ends the program. */
  @Override
  public void close() {
    try {
      orders.close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) throw ended();
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UnavailableException ended() {
    return new UnavailableException(
        "peer " + name + " ended instead of answering: " + String.join(" ", command));
  }
}
