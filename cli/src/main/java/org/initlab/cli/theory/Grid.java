package org.initlab.cli.theory;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * One value, or {@code count} of them evenly spaced from {@code from} to {@code to}, both included.
 *
 * @param count at least 1; 1 only if both ends are one value
 */
public record Grid(double from, double to, int count) {
  private static final int MOST = 10_000;

  /**
   * Reads {@code X} or {@code FROM:TO:COUNT}.
   *
   * @param option that the text was given to, for messages
   * @throws InvalidInputException if it is neither, or the ends are not finite and ascending
   */
  public static Grid parse(String option, String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 1 && parts.length != 3) throw malformed(option, text, null);
    try {
      double from = Arguments.finite(option, Double.parseDouble(parts[0]));
      if (parts.length == 1) return new Grid(from, from, 1);
      double to = Arguments.finite(option, Double.parseDouble(parts[1]));
      int count = Integer.parseInt(parts[2]);
      if (!(to > from) || count < 2 || count > MOST) throw malformed(option, text, null);
      return new Grid(from, to, count);
    } catch (NumberFormatException e) {
      throw malformed(option, text, e);
    }
  }

  private static InvalidInputException malformed(String option, String text, Throwable cause) {
    return new InvalidInputException(
        option
            + " must be a number or FROM:TO:COUNT with FROM below TO and COUNT from 2 to "
            + MOST
            + ", was '"
            + text
            + "'",
        cause);
  }

  /** Ascending. */
  public double[] values() {
    double[] v = new double[count];
    for (int i = 0; i < count; i++) {
      // The last is exactly the end.
      v[i] = i == count - 1 ? to : from + (to - from) * i / (count - 1);
    }
    return v;
  }

  public boolean isSingle() {
    return count == 1;
  }

  @Override
  public String toString() {
    return isSingle() ? "" + from : from + ":" + to + ":" + count;
  }
}
