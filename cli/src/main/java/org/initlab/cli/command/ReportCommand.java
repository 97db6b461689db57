package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.FinishedRun;
import org.initlab.cli.run.Reports;
import org.initlab.cli.run.RunDirectory;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.error.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code initlab report DIR…}: one page over several finished runs, with their tables and figures.
 */
@Command(
    name = "report",
    description = "Writes CSV, LaTeX, figures and one HTML page from finished runs.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Invocation invocation;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "directories of finished runs")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "report",
      description = "(default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  ReportCommand(Terminal terminal, Invocation invocation) {
    this.terminal = terminal;
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<FinishedRun> finished =
        runs.stream().map(invocation::resolve).distinct().map(FinishedRun::read).toList();
    Path directory = invocation.resolve(out);
    prepare(directory);
    Path page = Reports.writeAll(directory, finished);
    terminal.println("Report: " + page);
    return ExitCode.OK;
  }

  /** An older report is written over; a run's own page is not. */
  private static void prepare(Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InvalidInputException("--out '" + directory + "' is a file; a directory is needed");
    }
    if (Files.exists(directory.resolve(RunDirectory.RECORD))) {
      throw new InvalidInputException(
          "--out '" + directory + "' holds a run; choose another directory");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new InvalidInputException("--out '" + directory + "' cannot be made: " + e, e);
    }
  }
}
