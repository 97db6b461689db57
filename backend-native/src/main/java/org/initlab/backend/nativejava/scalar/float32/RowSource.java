package org.initlab.backend.nativejava.scalar.float32;

/** The right operand of a product, from which some columns of some rows are copied. */
@FunctionalInterface
interface RowSource {
  /** out[r][j] = B[first + r][from + j] for r &lt; rows, j &lt; count. */
  void copy(float[][] out, int first, int rows, int from, int count);

  /** The row-major matrix {@code b} of {@code width} columns. */
  static RowSource rows(float[] b, int width) {
    return (out, first, rows, from, count) -> {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(b, (first + r) * width + from, out[r], 0, count);
      }
    };
  }
}
