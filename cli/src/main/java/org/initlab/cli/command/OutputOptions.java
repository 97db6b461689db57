package org.initlab.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.Destination;
import picocli.CommandLine.Option;

/** Where results go and how much is said. */
public final class OutputOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "run directory (default: runs/<command>-<time>); an existing run is continued with --resume only")
  private Path out;

  @Option(names = "--resume", description = "continue the interrupted run in --out")
  private boolean resume;

  @Option(names = "--quiet", description = "no progress and no tables on the terminal")
  private boolean quiet;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Option(
      names = "--json",
      description = "the table as JSON on standard output, and nothing else there")
  private boolean json;

  public Destination destination(Invocation invocation) {
    return new Destination(Optional.ofNullable(out).map(invocation::resolve), resume, quiet, json);
  }
}
