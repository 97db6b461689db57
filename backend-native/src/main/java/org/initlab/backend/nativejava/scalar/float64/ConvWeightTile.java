package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * ∂W of some output channels with the arrays that one thread needs for it: ∂W[o] = Σ_{i, y, x}
 * ∂a[i, o, y, x] · patch of (i, y, x), {@value #PLACES} patches at a time, each sum in the order of
 * samples and places. The innermost loop is a patch long, as the compiler makes vectors of rows
 * that are added but not of inner products.
 *
 * <p>The terms of about {@value #TERMS} places are summed apart, so that rounding errors do not
 * grow with the batch.
 */
final class ConvWeightTile {
  private static final int PLACES = 8;
  private static final int TERMS = 1024;

  private final ConvPatches patches = new ConvPatches();
  // Not final: "final double" would stay float64 in the float32 loops.
  private double[] gradients = new double[PLACES];
  private double[][] rows = {};
  private double[][] totals = {};

  /** ∂W[o] (+)= its sum for from ≤ o &lt; to. */
  void compute(
      double[] da,
      double[] h,
      double[] dWeight,
      int n,
      ConvGeometry g,
      int from,
      int to,
      boolean add) {
    int length = g.kernel() * g.kernel() * g.inChannels();
    patches.reserve(g);
    rows = Rows.reserve(rows, PLACES, length);
    totals = Rows.reserve(totals, to - from, length);
    int group = Math.max(1, TERMS / g.outPlane());
    for (int first = 0; first < n; first += group) {
      Rows.clear(totals, to - from, length);
      for (int i = first; i < Math.min(n, first + group); i++) {
        patches.load(h, i, g);
        for (int place = 0; place < g.outPlane(); place += PLACES) {
          accumulate(da, i, place, Math.min(PLACES, g.outPlane() - place), g, from, to);
        }
      }
      boolean more = add || first > 0;
      for (int o = from; o < to; o++) store(totals[o - from], dWeight, o, g, more);
    }
  }

  private void accumulate(
      double[] da, int i, int place, int count, ConvGeometry g, int from, int to) {
    for (int r = 0; r < count; r++) patches.copy(place + r, rows[r], g);
    int length = g.kernel() * g.kernel() * g.inChannels();
    for (int o = from; o < to; o++) {
      int at = (i * g.outChannels() + o) * g.outPlane() + place;
      System.arraycopy(da, at, gradients, 0, count);
      RowSums.add(totals[o - from], rows, gradients, count, length);
    }
  }

  /** From the order (ky, kx, c) of patches into that of W, (c, ky, kx). */
  private static void store(double[] total, double[] dWeight, int o, ConvGeometry g, boolean add) {
    int square = g.kernel() * g.kernel();
    int filter = o * g.inChannels() * square;
    for (int c = 0; c < g.inChannels(); c++) {
      for (int k = 0; k < square; k++) {
        int at = filter + c * square + k;
        double sum = total[k * g.inChannels() + c];
        dWeight[at] = add ? dWeight[at] + sum : sum;
      }
    }
  }
}
