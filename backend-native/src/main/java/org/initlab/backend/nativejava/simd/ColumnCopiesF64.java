package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies an image as a {@link ColumnLayout} has it. */
final class ColumnCopiesF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private ColumnCopiesF64() {}

  /**
   * @param image which of {@code from}
   * @param t the first row of results
   * @param clears whether rows above and below the image are written; else they are zero already
   */
  static void copyIn(
      ColumnLayout layout, double[] from, int image, int t, double[] to, boolean clears) {
    int size = layout.planeSize();
    int plane = layout.height() * layout.width();
    boolean flat = layout.isFlat();
    int out = 0;
    for (int rowOffset : layout.rowOffsets()) {
      int shift = layout.step() * t + rowOffset - layout.padding();
      for (int c = 0; c < layout.channels(); c++) {
        int in = (image * layout.channels() + c) * plane;
        for (int copy = 0; copy < layout.columnOffsets().length; copy++) {
          int columnOffset = layout.columnOffsets()[copy];
          int left = columnOffset - layout.padding();
          if (clears) clearOutside(layout, shift, to, out);
          if (flat) {
            shifted(layout, layout.inside()[copy], from, in, shift, left, to, out);
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

  private static void clearOutside(ColumnLayout layout, int top, double[] to, int out) {
    int pitch = layout.pitch();
    for (int t = 0; t < layout.rows() + layout.reach(); t++, out += pitch) {
      int y = layout.step() * t + top;
      if (y < 0 || y >= layout.height()) Arrays.fill(to, out, out + pitch, 0);
    }
  }

  /** From the copy one step to the left, all columns but the last. */
  private static void fromEarlier(
      ColumnLayout layout,
      double[] from,
      int in,
      int top,
      int left,
      double[] to,
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
      ColumnLayout layout,
      boolean[] inside,
      double[] from,
      int in,
      int top,
      int left,
      double[] to,
      int out) {
    int width = layout.width();
    int first = Math.max(0, -top);
    int end = Math.min(layout.rows() + layout.reach(), layout.height() - top);
    int count = (end - first) * width;
    if (count <= 0) return;
    int source = in + (top + first) * width + left;
    int begin = out + first * width;
    if (left == 0) {
      System.arraycopy(from, source, to, begin, count);
      return;
    }
    // A whole vector must not begin before the first image, nor end after the last.
    int firstWhole = Tiles.roundUp(Math.max(0, -source), LANES);
    int whole = Math.max(firstWhole, Math.min(count, from.length - source) / LANES * LANES);
    some(inside, from, source, to, begin, 0, Math.min(firstWhole, count));
    for (int i = firstWhole; i < Math.min(whole, firstWhole + inside.length); i += LANES) {
      every(inside, i % inside.length, from, source, to, begin, i, whole);
    }
    some(inside, from, source, to, begin, Math.min(whole, count), count);
  }

  /** Places first … end−1, zeros where there is no pixel. */
  private static void some(
      boolean[] inside, double[] from, int in, double[] to, int out, int first, int end) {
    for (int i = first; i < end; i++) {
      to[out + i] = inside[i % inside.length] ? from[in + i] : 0;
    }
  }

  /** The same for vectors that begin at {@code first} and after every period. */
  private static void every(
      boolean[] inside,
      int phase,
      double[] from,
      int in,
      double[] to,
      int out,
      int first,
      int end) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    VectorMask<Double> pixels = VectorMask.fromArray(SPECIES, inside, phase);
    for (int i = first; i < end; i += inside.length) {
      zero.blend(DoubleVector.fromArray(SPECIES, from, in + i), pixels).intoArray(to, out + i);
    }
  }

  private static void rowByRow(
      ColumnLayout layout, double[] from, int in, int top, int left, double[] to, int out) {
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
