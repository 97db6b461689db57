package org.initlab.backend.nativejava.simd;

import java.util.Arrays;

/** Copies an image as a {@link ColumnLayout} has it. */
final class ColumnCopiesF32 {
  private ColumnCopiesF32() {}

  /**
   * @param image which of {@code from}
   * @param t the first row of results
   * @param clears whether rows above and below the image are written; else they are zero already
   */
  static void copyIn(
      ColumnLayout layout, float[] from, int image, int t, float[] to, boolean clears) {
    int size = layout.planeSize();
    int plane = layout.height() * layout.width();
    boolean flat = layout.step() == 1 && layout.width() == layout.pitch();
    int out = 0;
    for (int rowOffset : layout.rowOffsets()) {
      int shift = layout.step() * t + rowOffset - layout.padding();
      for (int c = 0; c < layout.channels(); c++) {
        int in = (image * layout.channels() + c) * plane;
        for (int columnOffset : layout.columnOffsets()) {
          int left = columnOffset - layout.padding();
          if (clears) clearOutside(layout, shift, to, out);
          if (flat && Math.abs(left) < layout.width()) {
            shifted(layout, from, in, shift, left, to, out);
          } else if (columnOffset - layout.columnOffsets()[0] >= layout.step()) {
            fromEarlier(layout, from, in, shift, left, to, out, out - layout.step() * size);
          } else {
            rowByRow(layout, from, in, shift, left, to, out);
          }
          out += size;
        }
      }
    }
  }

  private static void clearOutside(ColumnLayout layout, int top, float[] to, int out) {
    int pitch = layout.pitch();
    for (int t = 0; t < layout.rows() + layout.reach(); t++, out += pitch) {
      int y = layout.step() * t + top;
      if (y < 0 || y >= layout.height()) Arrays.fill(to, out, out + pitch, 0);
    }
  }

  /** From the copy one step to the left, all columns but the last. */
  private static void fromEarlier(
      ColumnLayout layout,
      float[] from,
      int in,
      int top,
      int left,
      float[] to,
      int out,
      int earlier) {
    int step = layout.step();
    int pitch = layout.pitch();
    int rows = layout.rows() + layout.reach();
    System.arraycopy(to, earlier + 1, to, out, rows * pitch - 1);
    int x = step * (pitch - 1) + left;
    for (int t = 0; t < rows; t++) {
      int y = step * t + top;
      boolean inside = x < layout.width() && y >= 0 && y < layout.height();
      to[out + (t + 1) * pitch - 1] = inside && x >= 0 ? from[in + y * layout.width() + x] : 0;
    }
  }

  /** Where rows of the image and of the copy are alike but for a shift: all of them at once. */
  private static void shifted(
      ColumnLayout layout, float[] from, int in, int top, int left, float[] to, int out) {
    int width = layout.width();
    int first = Math.max(0, -top);
    int end = Math.min(layout.rows() + layout.reach(), layout.height() - top);
    int before = Math.max(0, -left);
    int after = Math.max(0, left);
    int begin = out + first * width;
    int count = (end - first) * width - before - after;
    if (count <= 0) return;
    System.arraycopy(from, in + (top + first) * width + left + before, to, begin + before, count);
    // What came from the neighbouring row is zero.
    for (int row = begin; row < out + end * width; row += width) {
      for (int x = 0; x < before; x++) to[row + x] = 0;
      for (int x = width - after; x < width; x++) to[row + x] = 0;
    }
  }

  private static void rowByRow(
      ColumnLayout layout, float[] from, int in, int top, int left, float[] to, int out) {
    int step = layout.step();
    int width = layout.width();
    int pitch = layout.pitch();
    int first = Math.max(0, -Math.floorDiv(left, step));
    int end = Math.max(first, Math.min(pitch, Math.floorDiv(width - 1 - left, step) + 1));
    for (int t = 0; t < layout.rows() + layout.reach(); t++, out += pitch) {
      int y = step * t + top;
      if (y < 0 || y >= layout.height()) continue;
      int row = in + y * width + left;
      for (int u = 0; u < first; u++) to[out + u] = 0;
      for (int u = first; u < end; u++) to[out + u] = from[row + step * u];
      for (int u = end; u < pitch; u++) to[out + u] = 0;
    }
  }
}
