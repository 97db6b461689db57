package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.scalar.TapAxis;
import org.initlab.backend.nativejava.scalar.TapSums;

/**
 * The {@link TapSums} of some rows of a result, with the arrays that one thread needs for them. A
 * tile is some whole rows of the result, {@value #PLACES} places or a little less: what {@value
 * #TAPS} taps read for all its places is copied side by side and added to every channel of the
 * result with that channel's weights, then the next taps, until the sums are complete. So the
 * innermost loop is as long as the tile, whatever the width of the image.
 *
 * <p>A sum has its terms in the order of the taps wherever its tile begins.
 */
final class ConvTile {
  private static final int PLACES = 512;
  private static final int TAPS = 8;

  // Not final: "final double" would stay float64 in the float32 loops.
  private double[] weights = new double[TAPS];
  private final int[] weightAt = new int[TAPS];
  private double[][] taps = {};
  private double[][] totals = {};

  /**
   * target (+)= the sums of all channels.
   *
   * @param from the first row, counted through all samples
   * @param to one past the last row
   */
  void compute(
      double[] source,
      double[] weight,
      double[] target,
      TapSums sums,
      int from,
      int to,
      boolean add) {
    int height = Math.max(1, PLACES / sums.columns().places());
    int largest = Math.min(height, to - from) * sums.columns().places();
    taps = Rows.reserve(taps, TAPS, largest);
    totals = Rows.reserve(totals, sums.targets(), largest);
    for (int row = from; row < to; row += height) {
      int end = Math.min(to, row + height);
      accumulate(source, weight, sums, row, end);
      store(target, sums, row, end, add);
    }
  }

  private void accumulate(double[] source, double[] weight, TapSums sums, int from, int to) {
    int places = (to - from) * sums.columns().places();
    Rows.clear(totals, sums.targets(), places);
    for (int tap = 0; tap < sums.taps(); tap += TAPS) {
      int count = Math.min(TAPS, sums.taps() - tap);
      for (int r = 0; r < count; r++) {
        TapRow.fill(taps[r], source, sums, tap + r, from, to);
        weightAt[r] = sums.weightAt(tap + r);
      }
      for (int t = 0; t < sums.targets(); t++) {
        int filter = t * sums.weightsPerTarget();
        for (int r = 0; r < count; r++) weights[r] = weight[filter + weightAt[r]];
        RowSums.add(totals[t], taps, weights, count, places);
      }
    }
  }

  private void store(double[] target, TapSums sums, int from, int to, boolean add) {
    TapAxis rows = sums.rows();
    TapAxis columns = sums.columns();
    for (int t = 0; t < sums.targets(); t++) {
      double[] total = totals[t];
      for (int row = from; row < to; row++) {
        int plane = row / rows.places() * sums.targets() + t;
        int line = plane * rows.targetSize() + rows.target(row % rows.places());
        int start = line * columns.targetSize() + columns.origin();
        int at = (row - from) * columns.places();
        for (int x = 0; x < columns.places(); x++) {
          int place = start + x * columns.spacing();
          target[place] = add ? target[place] + total[at + x] : total[at + x];
        }
      }
    }
  }
}
