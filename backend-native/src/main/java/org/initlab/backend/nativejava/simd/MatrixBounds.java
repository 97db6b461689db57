package org.initlab.backend.nativejava.simd;

import java.util.Locale;

/** Checks that a matrix lies within its array, once, so that the kernels need not. */
final class MatrixBounds {
  private MatrixBounds() {}

  static void check(String name, int length, int offset, int rows, int columns, int stride) {
    if (rows < 0 || columns < 0 || offset < 0 || stride < columns) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "%s: %d×%d with leading dimension %d at offset %d is not a matrix",
              name,
              rows,
              columns,
              stride,
              offset));
    }
    long end = rows == 0 ? offset : offset + (rows - 1L) * stride + columns;
    if (end > length) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "%s: %d×%d with leading dimension %d at offset %d ends at %d, the array has %d elements",
              name,
              rows,
              columns,
              stride,
              offset,
              end,
              length));
    }
  }
}
