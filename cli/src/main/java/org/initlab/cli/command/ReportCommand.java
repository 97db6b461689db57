package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.FinishedRun;
import org.initlab.cli.run.Reports;
import org.initlab.cli.terminal.Terminal;
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
        runs.stream().map(invocation::resolve).map(FinishedRun::read).toList();
    Path page = Reports.writeAll(invocation.resolve(out), finished);
    terminal.println("Report: " + page);
    return ExitCode.OK;
  }
}
