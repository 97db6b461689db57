package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.Cli;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.FinishedRun;
import org.initlab.cli.run.RunComparison;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.experiment.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code initlab rerun RUN_DIR}: the same command again, and what differs. */
@Command(
    name = "rerun",
    description =
        "Runs a finished run again, on the same or another backend, and says what differs.",
    mixinStandardHelpOptions = true)
public final class RerunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Invocation invocation;

  @Parameters(paramLabel = "RUN_DIR", description = "the directory of a finished run")
  private Path original;

  @Option(
      names = "--backend",
      paramLabel = "NAME[,NAME…]",
      description = "other backends than the original's")
  private String backend;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "run directory (default: RUN_DIR-rerun)")
  private Path out;

  @Option(
      names = "--json",
      description = "the comparison as JSON on standard output, and nothing else there")
  private boolean json;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  RerunCommand(Terminal terminal, Invocation invocation) {
    this.terminal = terminal;
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    FinishedRun before = FinishedRun.read(invocation.resolve(original));
    Path directory =
        out != null
            ? invocation.resolve(out)
            : before.directory().resolveSibling(before.directory().getFileName() + "-rerun");
    List<String> arguments = new ArrayList<>(without(before.arguments(), "--out", true));
    arguments =
        without(without(without(arguments, "--resume", false), "--json", false), "--quiet", false);
    if (backend != null) {
      arguments = without(arguments, "--backend", true);
      arguments.add("--backend=" + backend);
    }
    arguments.add("--out=" + directory);
    arguments.add("--quiet");
    int code =
        new Cli(terminal, invocation.workingDirectory()).run(arguments.toArray(String[]::new));
    if (code != ExitCode.OK && code != ExitCode.CHECK_FAILED) return code;
    Table comparison = RunComparison.of(before.result(), FinishedRun.read(directory).result());
    Printer.print(terminal, comparison, json);
    boolean identical = comparison.rows().stream().allMatch(r -> (Boolean) r.get(1));
    if (!json) terminal.println(identical ? "Identical to the last bit." : "The runs differ.");
    return code != ExitCode.OK || identical || backend != null ? code : ExitCode.CHECK_FAILED;
  }

  private static List<String> without(List<String> arguments, String option, boolean takesValue) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String a = arguments.get(i);
      if (a.startsWith(option + "=")) continue;
      if (a.equals(option)) {
        if (takesValue) i++;
        continue;
      }
      kept.add(a);
    }
    return kept;
  }
}
