package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code initlab}: the commands. */
@Command(
    name = "initlab",
    description =
        "Reproduces, compares and cross-validates research on neural-network initialization.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      DoctorCommand.class,
      StatsCommand.class,
      ValidateCommand.class,
      ReproduceCommand.class,
      CalibrateCommand.class,
      TrainCommand.class,
      HessianCommand.class,
      JacobianCommand.class,
      TheoryCommand.class,
      ReportCommand.class,
      RerunCommand.class,
      DataCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done and every check passed; 1 a check or validation failed; 2 bad usage or bad input;",
      "3 an engine or device is not available; 130 interrupted."
    })
public final class InitlabCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Inject
  InitlabCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), CommandLine.Help.Ansi.AUTO);
    return ExitCode.BAD_INPUT;
  }
}
