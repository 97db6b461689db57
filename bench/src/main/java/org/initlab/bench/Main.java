package org.initlab.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.initlab.core.error.InitlabException;
import org.initlab.core.error.UnavailableException;
import picocli.CommandLine;

/** The process: the command first, then its options; standard streams in, exit code out. */
public final class Main {
  private static final int BAD_INPUT = 2;
  private static final int UNAVAILABLE = 3;

  private Main() {}

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new Bench())
            .addSubcommand("steps", new Steps())
            .addSubcommand("kernels", new KernelComparison())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                  if (!(exception instanceof InitlabException)) throw exception;
                  line.getErr().println(exception.getMessage());
                  return exception instanceof UnavailableException ? UNAVAILABLE : BAD_INPUT;
                });
    System.exit(command.execute(arguments));
  }

  /** The scripts beside this module name one of its commands. */
  @CommandLine.Command(name = "bench", description = "Times native against other backends.")
  private static final class Bench {}
}
