package org.initlab.backend.nativejava.scalar.float32;

import java.util.Arrays;
import org.initlab.backend.nativejava.scalar.TapAxis;
import org.initlab.backend.nativejava.scalar.TapSums;

/** What one tap reads for neighbouring places of a result, zeros in the padding included. */
final class TapRow {
  private TapRow() {}

  /**
   * out_j = source[i, s, y'(y, my), x'(x, mx)] for the places (i, y, x) of some rows, j counting
   * them from 0.
   *
   * @param from the first row, counted through all samples: i·places + y
   * @param to one past the last row
   */
  static void fill(float[] out, float[] source, TapSums sums, int tap, int from, int to) {
    TapAxis rows = sums.rows();
    TapAxis columns = sums.columns();
    int my = sums.rowTap(tap);
    int mx = sums.columnTap(tap);
    int firstRow = rows.firstInside(my);
    int endRow = rows.endInside(my);
    int first = columns.firstInside(mx);
    int end = columns.endInside(mx);
    for (int row = from; row < to; row++) {
      int at = (row - from) * columns.places();
      int y = row % rows.places();
      if (y < firstRow || y >= endRow || first == end) {
        Arrays.fill(out, at, at + columns.places(), 0);
        continue;
      }
      int plane = row / rows.places() * sums.sources() + sums.source(tap);
      int line = (plane * rows.sourceSize() + rows.source(y, my)) * columns.sourceSize();
      for (int x = 0; x < first; x++) out[at + x] = 0;
      if (columns.stride() == 1) {
        System.arraycopy(source, line + columns.source(first, mx), out, at + first, end - first);
      } else {
        int start = line + columns.source(0, mx);
        for (int x = first; x < end; x++) out[at + x] = source[start + x * columns.stride()];
      }
      for (int x = end; x < columns.places(); x++) out[at + x] = 0;
    }
  }
}
