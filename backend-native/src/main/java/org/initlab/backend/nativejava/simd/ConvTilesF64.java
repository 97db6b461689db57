package org.initlab.backend.nativejava.simd;

import java.util.Arrays;

/**
 * Tiles of results of a convolution on the micro-kernel: rows of A are result channels, rows of B
 * taps, columns of B results.
 *
 * <p>Where there are 32 vector registers, taps are read where they lie. Tiles of six rows use a row
 * of B too little before the next one: vectors across two cache lines, from the second-level cache,
 * would hold them up, so they have the taps packed.
 */
final class ConvTilesF64 {
  private static final int COLUMNS = MicroKernelF64.COLUMNS;
  private static final boolean PACKS = VectorRegisters.SIXTEEN;

  /** Taps that are packed at once, to stay in the first-level cache; 3×3 taps of 32 channels. */
  private static final int DEPTH_BLOCK = 288;

  private final ConvWeightsF64 weights;
  private double[] taps = new double[PACKS ? DEPTH_BLOCK * COLUMNS : 0];
  private double[] tiles = {};

  ConvTilesF64(ConvWeightsF64 weights) {
    this.weights = weights;
  }

  /**
   * {@code results} results of every channel in panels p0 … p1−1, of which {@code rows} are there.
   *
   * @param at where the weights of the table begin
   * @param out where the first channel's results go
   * @param ld from one channel to the next
   */
  void multiply(
      TapTable table,
      int at,
      RowPanels panels,
      double[] source,
      int p0,
      int p1,
      int results,
      double[] to,
      int out,
      int ld,
      int rows,
      boolean add) {
    int size = (panels.first(p1) - panels.first(p0)) * COLUMNS;
    if (tiles.length < size) tiles = new double[size];
    for (int j = 0; j < results; j += COLUMNS) {
      Arrays.fill(tiles, 0, size, 0);
      if (PACKS) multiplyPacked(table, at, panels, source, p0, p1, j);
      else multiplyInPlace(table, at, panels, source, p0, p1, j);
      TileStoreF64.put(tiles, rows, results - j, to, out + j, ld, add);
    }
  }

  private void multiplyInPlace(
      TapTable table, int at, RowPanels panels, double[] source, int p0, int p1, int j) {
    int before = 0;
    for (TapRun run : table.runs()) {
      // What a run reads stays in the first-level cache for all panels.
      int b = run.start() + j;
      multiply(table, at, panels, p0, p1, before, run.taps(), source, b, run.stride());
      before += run.taps();
    }
  }

  private void multiplyPacked(
      TapTable table, int at, RowPanels panels, double[] source, int p0, int p1, int j) {
    int before = 0;
    int packed = 0;
    for (TapRun run : table.runs()) {
      for (int p = 0; p < run.taps(); ) {
        int count = Math.min(run.taps() - p, DEPTH_BLOCK - packed);
        int from = run.start() + p * run.stride() + j;
        PackF64.panel(source, from, run.stride(), count, taps, packed * COLUMNS);
        p += count;
        packed += count;
        if (packed < DEPTH_BLOCK && before + packed < table.depth()) continue;
        multiply(table, at, panels, p0, p1, before, packed, taps, 0, COLUMNS);
        before += packed;
        packed = 0;
      }
    }
  }

  /** The share of {@code depth} taps after {@code before}. */
  private void multiply(
      TapTable table,
      int at,
      RowPanels panels,
      int p0,
      int p1,
      int before,
      int depth,
      double[] b,
      int bp,
      int ldb) {
    int base = panels.first(p0);
    for (int panel = p0; panel < p1; panel++) {
      int first = panels.first(panel);
      int height = panels.height(panel);
      int a = at + first * table.depth() + before * height;
      int c = (first - base) * COLUMNS;
      MicroKernelF64.run(height, depth, weights.array(), a, b, bp, ldb, tiles, c, COLUMNS);
    }
  }
}
