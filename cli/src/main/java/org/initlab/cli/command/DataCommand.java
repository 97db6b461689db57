package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code initlab data}: which data sets are here, and how to get the others. */
@Command(
    name = "data",
    description = "Lists, downloads and locates data sets.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataListCommand.class, DataFetchCommand.class, DataPathCommand.class})
public final class DataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Inject
  DataCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), CommandLine.Help.Ansi.AUTO);
    return ExitCode.BAD_INPUT;
  }
}
