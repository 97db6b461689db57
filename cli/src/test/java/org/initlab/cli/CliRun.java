package org.initlab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.initlab.cli.terminal.Terminal;

/**
 * One invocation of the command line in a directory, and everything that a user would see of it.
 */
record CliRun(int exitCode, String out, String err) {
  static CliRun in(Path directory, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, 120);
    int code = new Cli(terminal, directory).run(args);
    return new CliRun(code, out.toString(), err.toString());
  }
}
