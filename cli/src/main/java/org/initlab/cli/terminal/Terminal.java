package org.initlab.cli.terminal;

import java.io.PrintWriter;

/**
 * Where a person reads: results on {@code out}, progress and errors on {@code err}.
 *
 * @param interactive whether a person watches, so that progress bars make sense
 * @param columns the width in characters
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, int columns) {
  private static final int DEFAULT_COLUMNS = 120;
  private static final int MIN_COLUMNS = 60;

  /** The width from the COLUMNS variable, which may be null or not a number. */
  public static int width(String columns) {
    if (columns == null || !columns.matches("\\d{1,4}")) return DEFAULT_COLUMNS;
    return Math.max(MIN_COLUMNS, Integer.parseInt(columns));
  }

  public void println(String line) {
    out.println(line);
    out.flush();
  }

  public void error(String line) {
    err.println("initlab: " + line);
    err.flush();
  }

  public void warn(String line) {
    err.println("initlab: warning: " + line);
    err.flush();
  }
}
