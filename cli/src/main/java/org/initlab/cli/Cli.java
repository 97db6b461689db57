package org.initlab.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.initlab.cli.command.InitlabCommand;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.error.InitlabException;
import picocli.CommandLine;

/** One invocation of the command line, from arguments to exit code. */
public final class Cli {
  private final Terminal terminal;
  private final Path workingDirectory;

  public Cli(Terminal terminal, Path workingDirectory) {
    this.terminal = terminal;
    this.workingDirectory = workingDirectory;
  }

  public int run(String... args) {
    Injector injector =
        Guice.createInjector(
            new CliModule(terminal, new Invocation(List.of(args), workingDirectory)));
    CommandLine commandLine =
        new CommandLine(InitlabCommand.class, new CommandFactory(injector))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(terminal.columns())
            .setParameterExceptionHandler((e, a) -> badUsage(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e, args));
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError e) {
      terminal.error(fullHeap(e));
      return ExitCode.BAD_INPUT;
    }
  }

  private static String fullHeap(OutOfMemoryError e) {
    return String.format(
        Locale.ROOT,
        "the JVM has no more memory (%s; its heap may take %.1f GiB): smaller batches, --precision"
            + " float32 and, where a command has it, --memory small need less;"
            + " INITLAB_JAVA_OPTS=-Xmx8g allows more",
        e.getMessage(),
        Runtime.getRuntime().maxMemory() / (double) (1 << 30));
  }

  private int badUsage(CommandLine.ParameterException e) {
    terminal.error(UsageError.line(e));
    return ExitCode.BAD_INPUT;
  }

  private int failed(Exception e, String[] args) {
    boolean verbose = List.of(args).contains("--verbose");
    if (e instanceof InitlabException known) {
      terminal.error(known.getMessage());
      if (verbose) known.printStackTrace(terminal.err());
      return ExitCode.of(known);
    }
    if (e instanceof UncheckedIOException file) {
      terminal.error(file.getMessage());
      if (verbose) file.printStackTrace(terminal.err());
      return ExitCode.BAD_INPUT;
    }
    terminal.error("unexpected " + e + (verbose ? "" : " (--verbose shows where)"));
    if (verbose) e.printStackTrace(terminal.err());
    return ExitCode.DEFECT;
  }
}
