package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code initlab data path}: the folders in which data sets are looked for. */
@Command(
    name = "path",
    description =
        "Prints the folders in which data sets are looked for, one a line; fetch puts them into the"
            + " first.",
    mixinStandardHelpOptions = true)
public final class DataPathCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Terminal terminal;

  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  DataPathCommand(Invocation invocation, Terminal terminal) {
    this.invocation = invocation;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    data.folders(invocation).folders().forEach(f -> terminal.println(f.toString()));
    return ExitCode.OK;
  }
}
