package org.initlab.backend.nativejava.simd;

import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * A convolution without its weights: for a rectangle of results, what is read for result (0, 0) and
 * which weights it meets. The result at row t and column u reads t·pitch + u places farther on.
 *
 * @param layout where the source lies
 * @param rows results from top to bottom
 * @param columns results from left to right
 * @param runs the taps
 * @param weights for every tap, in the order of the runs, where its weight lies for result channel
 *     0
 * @param weightStride from one result channel's weight to the next
 * @param top the row in the target of result row 0
 * @param left the column in the target of result column 0
 * @param step from one result to the next in the target, both ways
 */
record TapTable(
    ColumnLayout layout,
    int rows,
    int columns,
    TapRun[] runs,
    int[] weights,
    int weightStride,
    int top,
    int left,
    int step) {

  /** Fewer taps than this in a row of a kernel, all channels, are put together with other rows. */
  private static final int SHORT_RUN = 32;

  /** Taps of one result. */
  int depth() {
    return weights.length;
  }

  /** a from h: a[o, y, x] = Σ W[o, c, ky, kx]·h[c, stride·y + ky − padding, …]. */
  static TapTable[] forward(ConvGeometry g, int elements, int tile) {
    int k = g.kernel();
    boolean together = g.inChannels() * k < SHORT_RUN;
    int groups = together ? k : Math.min(g.stride(), k);
    int reach = together ? 0 : (k - 1) / g.stride();
    int[] offsets = upTo(k);
    ColumnLayout layout =
        ColumnLayout.of(
                g.inChannels(),
                g.height(),
                g.width(),
                g.padding(),
                g.stride(),
                upTo(groups),
                offsets,
                g.outHeight(),
                reach,
                g.outWidth(),
                tile / 2)
            .inStrips(elements, tile);
    int size = layout.planeSize();
    int taps = g.inChannels() * k;
    TapRun[] runs = new TapRun[k];
    int[] weights = new int[taps * k];
    for (int ky = 0; ky < k; ky++) {
      int start = ky % groups * layout.groupSize() + ky / groups * layout.pitch();
      runs[ky] = new TapRun(start, size, taps);
      for (int p = 0; p < taps; p++) weights[ky * taps + p] = p / k * k * k + ky * k + p % k;
    }
    if (together) runs = new TapRun[] {new TapRun(0, size, taps * k)};
    return new TapTable[] {
      new TapTable(
          layout, g.outHeight(), g.outWidth(), runs, weights, g.inChannels() * k * k, 0, 0, 1)
    };
  }

  private static int[] upTo(int end) {
    int[] values = new int[end];
    for (int i = 0; i < end; i++) values[i] = i;
    return values;
  }

  /**
   * ∂h from ∂a, one table for every phase of ∂h: the pixel (y, x) with y + padding = stride·t + r
   * sums W[o, c, r + stride·m, …]·∂a[o, t − m, …] over m.
   */
  static TapTable[] inputGradient(ConvGeometry g, int elements, int tile) {
    Phase[] phases = new Phase[g.stride()];
    int least = Integer.MAX_VALUE;
    int most = 0;
    int rows = 0;
    int columns = 0;
    for (int r = 0; r < phases.length; r++) {
      Phase phase = Phase.of(g, r);
      phases[r] = phase;
      if (phase.taps() == 0) continue;
      least = Math.min(least, phase.shift() - phase.taps() + 1);
      most = Math.max(most, phase.shift());
    }
    for (Phase phase : phases) {
      rows = Math.max(rows, phase.pixels(g.height()));
      columns = Math.max(columns, phase.pixels(g.width()));
    }
    int[] offsets = new int[most - least + 1];
    for (int i = 0; i < offsets.length; i++) offsets[i] = least + i;
    int reach = (g.kernel() - 1) / g.stride();
    ColumnLayout layout =
        ColumnLayout.of(
                g.outChannels(),
                g.outHeight(),
                g.outWidth(),
                reach,
                1,
                new int[] {least},
                offsets,
                rows,
                most - least,
                columns,
                tile / 2)
            .inStrips(elements, tile);
    List<TapTable> tables = new ArrayList<>();
    for (Phase y : phases) {
      for (Phase x : phases) {
        if (y.pixels(g.height()) > 0 && x.pixels(g.width()) > 0) tables.add(of(g, layout, y, x));
      }
    }
    return tables.toArray(TapTable[]::new);
  }

  private static TapTable of(ConvGeometry g, ColumnLayout layout, Phase y, Phase x) {
    int copies = layout.columnOffsets().length;
    int least = layout.columnOffsets()[0];
    int size = layout.planeSize();
    int taps = g.kernel() * g.kernel();
    int[] weights = new int[g.outChannels() * y.taps() * x.taps()];
    boolean all = x.taps() == copies;
    List<TapRun> runs = new ArrayList<>();
    int at = 0;
    for (int my = 0; my < y.taps(); my++) {
      int row = (y.shift() - my - least) * layout.pitch();
      int ky = y.r() + g.stride() * my;
      if (all) runs.add(new TapRun(row, size, g.outChannels() * copies));
      for (int i = 0; i < g.outChannels() * x.taps(); i++) {
        // Copies from left to right are taps from right to left.
        int o = all ? i / x.taps() : i % g.outChannels();
        int mx = x.taps() - 1 - (all ? i % x.taps() : i / g.outChannels());
        if (!all && o == 0) {
          int copy = x.shift() - mx - least;
          runs.add(new TapRun(row + copy * size, copies * size, g.outChannels()));
        }
        weights[at++] = o * g.inChannels() * taps + ky * g.kernel() + x.r() + g.stride() * mx;
      }
    }
    return new TapTable(
        layout,
        y.pixels(g.height()),
        x.pixels(g.width()),
        runs.toArray(TapRun[]::new),
        weights,
        taps,
        y.first(),
        x.first(),
        g.stride());
  }

  /**
   * The pixels y of ∂h with y + padding ≡ r, along one axis.
   *
   * @param taps weights that meet them
   * @param first the first of them
   * @param shift what it reads of ∂a by its first tap, among as many zeros as the taps reach
   * @param stride from one to the next
   */
  private record Phase(int r, int taps, int first, int shift, int stride) {
    static Phase of(ConvGeometry g, int r) {
      int stride = g.stride();
      int taps = r < g.kernel() ? (g.kernel() - 1 - r) / stride + 1 : 0;
      int t = Math.max(0, -Math.floorDiv(r - g.padding(), stride));
      int reach = (g.kernel() - 1) / stride;
      return new Phase(r, taps, stride * t + r - g.padding(), t + reach, stride);
    }

    /** How many of them lie before {@code side}. */
    int pixels(int side) {
      return first < side ? (side - 1 - first) / stride + 1 : 0;
    }
  }
}
