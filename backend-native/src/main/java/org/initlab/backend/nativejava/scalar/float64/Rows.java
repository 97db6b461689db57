package org.initlab.backend.nativejava.scalar.float64;

import java.util.Arrays;

/** Working rows of numbers, arrays of their own as {@link RowSums} needs them. */
final class Rows {
  private Rows() {}

  /** {@code rows} if they are enough and long enough, else new ones. */
  static double[][] reserve(double[][] rows, int count, int length) {
    boolean enough = rows.length >= count && (count == 0 || rows[0].length >= length);
    if (enough) return rows;
    int longest = Math.max(length, rows.length == 0 ? 0 : rows[0].length);
    return new double[Math.max(count, rows.length)][longest];
  }

  /** Sets the first {@code length} values of the first {@code count} rows to 0. */
  static void clear(double[][] rows, int count, int length) {
    for (int r = 0; r < count; r++) Arrays.fill(rows[r], 0, length, 0);
  }
}
