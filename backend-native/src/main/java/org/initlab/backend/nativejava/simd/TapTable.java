package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * A convolution without its weights: for a rectangle of results, what is read for result (0, 0) and
 * which weights it meets. The result at row t and column u reads t·pitch + u places farther on.
 *
 * @param layout where the source lies
 * @param channels source channels
 * @param rows results from top to bottom
 * @param columns results from left to right
 * @param offsets for every tap, where its source lies for result (0, 0)
 * @param weights for every tap, where its weight lies for result channel 0
 * @param weightStride from one result channel's weight to the next
 * @param top the row in the target of result row 0
 * @param left the column in the target of result column 0
 * @param step from one result to the next in the target, both ways
 */
record TapTable(
    PlaneLayout layout,
    int channels,
    int rows,
    int columns,
    int[] offsets,
    int[] weights,
    int weightStride,
    int top,
    int left,
    int step) {

  /** Places from the first to the last result, the unused ones between rows included. */
  int span() {
    return rows > 0 && columns > 0 ? (rows - 1) * layout.pitch() + columns : 0;
  }

  /** a from h: a[o, y, x] = Σ W[o, c, ky, kx]·h[c, stride·y + ky − padding, …]. */
  static TapTable forward(ConvGeometry g) {
    int reach = (g.kernel() - 1) / g.stride();
    PlaneLayout layout =
        PlaneLayout.of(
            g.height(),
            g.width(),
            g.stride(),
            g.padding(),
            g.kernel(),
            g.outHeight() + reach,
            g.outWidth() + reach);
    int taps = g.kernel() * g.kernel();
    int[] offsets = new int[g.inChannels() * taps];
    int[] weights = new int[offsets.length];
    for (int at = 0; at < offsets.length; at++) {
      int c = at / taps;
      int ky = at % taps / g.kernel();
      int kx = at % g.kernel();
      int channel = c * layout.phases() * layout.planeSize();
      offsets[at] = channel + layout.placeInChannel(ky, kx);
      weights[at] = at;
    }
    return new TapTable(
        layout,
        g.inChannels(),
        g.outHeight(),
        g.outWidth(),
        offsets,
        weights,
        offsets.length,
        0,
        0,
        1);
  }

  /**
   * ∂h from ∂a, one table for every phase of ∂h: the pixel (y, x) with y + padding = stride·t + r
   * sums W[o, c, r + stride·m, …]·∂a[o, t − m, …] over m.
   */
  static TapTable[] inputGradient(ConvGeometry g) {
    int reach = (g.kernel() - 1) / g.stride();
    PlaneLayout layout =
        PlaneLayout.of(
            g.outHeight(),
            g.outWidth(),
            1,
            reach,
            1,
            (g.height() - 1 + g.padding()) / g.stride() + reach + 1,
            (g.width() - 1 + g.padding()) / g.stride() + reach + 1);
    TapTable[] tables = new TapTable[g.stride() * g.stride()];
    for (int phase = 0; phase < tables.length; phase++) {
      tables[phase] = phase(g, layout, reach, phase / g.stride(), phase % g.stride());
    }
    return tables;
  }

  private static TapTable phase(ConvGeometry g, PlaneLayout layout, int reach, int ry, int rx) {
    int tapRows = tapsOfPhase(g, ry);
    int tapColumns = tapsOfPhase(g, rx);
    int firstRow = firstOfPhase(g, ry);
    int firstColumn = firstOfPhase(g, rx);
    int top = g.stride() * firstRow + ry - g.padding();
    int left = g.stride() * firstColumn + rx - g.padding();
    int[] offsets = new int[g.outChannels() * tapRows * tapColumns];
    int[] weights = new int[offsets.length];
    int taps = g.kernel() * g.kernel();
    int at = 0;
    for (int o = 0; o < g.outChannels(); o++) {
      for (int my = 0; my < tapRows; my++) {
        for (int mx = 0; mx < tapColumns; mx++, at++) {
          offsets[at] =
              o * layout.planeSize()
                  + (firstRow + reach - my) * layout.pitch()
                  + firstColumn
                  + reach
                  - mx;
          weights[at] =
              o * g.inChannels() * taps
                  + (ry + g.stride() * my) * g.kernel()
                  + rx
                  + g.stride() * mx;
        }
      }
    }
    return new TapTable(
        layout,
        g.outChannels(),
        pixels(g.height(), top, g.stride()),
        pixels(g.width(), left, g.stride()),
        offsets,
        weights,
        taps,
        top,
        left,
        g.stride());
  }

  private static int tapsOfPhase(ConvGeometry g, int r) {
    return r < g.kernel() ? (g.kernel() - 1 - r) / g.stride() + 1 : 0;
  }

  /** The smallest t with stride·t + r − padding ≥ 0. */
  private static int firstOfPhase(ConvGeometry g, int r) {
    return Math.max(0, -Math.floorDiv(r - g.padding(), g.stride()));
  }

  /** How many of first, first + step, … lie before {@code side}. */
  private static int pixels(int side, int first, int step) {
    return first < side ? (side - 1 - first) / step + 1 : 0;
  }
}
