package org.initlab.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.initlab.cli.terminal.Terminal;

/** The process: standard streams in, exit code out. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(out, err, System.console() != null, Terminal.width(System.getenv("COLUMNS")));
    int code = new Cli(terminal, Path.of("").toAbsolutePath()).run(args);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
