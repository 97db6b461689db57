package org.initlab.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.terminal.Bar;
import org.initlab.cli.terminal.TableJson;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.error.InitlabException;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.reports.ChecksTable;

/**
 * Runs work in a run directory: claims it, records provenance, writes the report, shows the checks.
 */
public final class Runs {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Terminal terminal;
  private final Invocation invocation;
  private final Clock clock;

  @Inject
  Runs(Terminal terminal, Invocation invocation, Clock clock) {
    this.terminal = terminal;
    this.invocation = invocation;
    this.clock = clock;
  }

  /** What a person is told of a finished run. */
  @FunctionalInterface
  public interface Closing {
    void show(Result result, Path directory, Destination to);
  }

  /** {@link #run} that closes with the checks. */
  public int run(
      Subject subject,
      ObjectNode configuration,
      List<Backend> backends,
      Destination to,
      Work work) {
    return run(subject, configuration, backends, to, work, this::show);
  }

  /**
   * Runs {@code work} and returns the exit code. A run that had finished already is not run again;
   * its verdict stands. One that is interrupted is told of while its {@link Interruption} is open:
   * the JVM ends when that is closed.
   *
   * @param configuration everything that the result depends on
   */
  public int run(
      Subject subject,
      ObjectNode configuration,
      List<Backend> backends,
      Destination to,
      Work work,
      Closing closing) {
    Path path = to.directory().orElseGet(() -> freshDirectory(subject.id()));
    try (RunDirectory directory = RunDirectory.open(path, to.resume())) {
      ObjectNode provenance = Provenance.of(invocation, backends);
      RunSession session = RunSession.begin(directory, subject, configuration, provenance, clock);
      if (session.finished()) {
        if (!to.quiet())
          terminal.println("The run in " + path + " is finished; nothing is left to do.");
        return session.exitCode();
      }
      RunLog log = new RunLog(directory, clock);
      log.line(
          (session.resumed() ? "resumed: " : "started: ")
              + provenance.path("command_line").asText());
      return finish(work, session, directory, log, to, closing);
    }
  }

  private int finish(
      Work work,
      RunSession session,
      RunDirectory directory,
      RunLog log,
      Destination to,
      Closing closing) {
    try {
      Result result = work(work, directory, log, to);
      Reports.write(directory.path(), session.record(), result);
      int exitCode = result.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
      log.line("finished with exit code " + exitCode + checks(result));
      session.finish(result, exitCode);
      closing.show(result, directory.path(), to);
      return exitCode;
    } catch (InterruptedWorkException e) {
      log.line(e.getMessage());
      terminal.error(e.getMessage());
      return ExitCode.INTERRUPTED;
    } catch (InitlabException e) {
      addFailure(log, e);
      throw e;
    }
  }

  /** A disk that is full takes no line either; what went wrong first is what is said. */
  private static void addFailure(RunLog log, InitlabException e) {
    try {
      log.line("failed: " + e.getMessage());
    } catch (UncheckedIOException unwritten) {
      e.addSuppressed(unwritten);
    }
  }

  private static String checks(Result result) {
    int all = result.checks().size();
    if (all == 0) return "";
    long passed = result.checks().stream().filter(c -> c.verdict() == Check.Verdict.PASS).count();
    return "; " + passed + " of " + all + " checks passed";
  }

  private Result work(Work work, RunDirectory directory, RunLog log, Destination to) {
    try (Bar bar = Bar.on(terminal, to.quiet() || to.json())) {
      return work.run(directory, new LoggedProgress(bar, log));
    }
  }

  private void show(Result result, Path path, Destination to) {
    if (to.json()) {
      terminal.println(TableJson.rows(ChecksTable.of(result.checks())).toPrettyString());
    } else if (!to.quiet()) {
      terminal.println(Verdicts.text(result.checks(), terminal.columns()));
      terminal.println("Report: " + path.resolve("index.html"));
    }
  }

  /**
   * Closes a run without checks: the first table where JSON is asked for, else the report's place.
   */
  public void showTable(Result result, Path path, Destination to) {
    if (to.json()) {
      terminal.println(TableJson.rows(result.tables().get(0)).toPrettyString());
    } else if (!to.quiet()) {
      terminal.println("Report: " + path.resolve("index.html"));
    }
  }

  /** Named by the second; a run that begins in the same one gets -2, the next -3. */
  private Path freshDirectory(String id) {
    String name = id + "-" + TIME.format(LocalDateTime.now(clock));
    Path path = invocation.resolve(Path.of("runs", name));
    for (int n = 2; Files.exists(path); n++) path = path.resolveSibling(name + "-" + n);
    return path;
  }
}
