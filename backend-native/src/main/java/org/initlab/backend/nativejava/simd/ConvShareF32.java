package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.Epilogue;

/** Computes a share of a convolution for {@link ConvF32}; serves one thread at a time. */
final class ConvShareF32 {
  private static final int COLUMNS = MicroKernelF32.COLUMNS;

  private final ConvTilesF32 tiles;
  private float[] source = {};
  private float[] result = {};

  /**
   * @param weights packed before a share begins
   */
  ConvShareF32(ConvWeightsF32 weights) {
    this.tiles = new ConvTilesF32(weights);
  }

  /**
   * The images i0 … i1−1 in the panels p0 … p1−1 of result channels.
   *
   * @param epilogue null for none
   */
  void convolve(
      float[] from,
      TapTable[] tables,
      ConvTargetF32 target,
      int i0,
      int i1,
      int p0,
      int p1,
      Epilogue epilogue) {
    int c0 = target.panels().first(p0);
    int c1 = Math.min(target.panels().first(p1), target.channels());
    ColumnLayout layout = tables[0].layout();
    int height = 0;
    for (TapTable table : tables) height = Math.max(height, table.rows());
    boolean whole = layout.rows() >= height;
    // A tile may read past what it uses.
    int size = layout.size() + COLUMNS;
    if (source.length < size) source = new float[size];
    else if (whole) Arrays.fill(source, 0, size, 0);
    for (int i = i0; i < i1; i++) {
      for (int t = 0; t < height; t += layout.rows()) {
        // Strips have zeros above and below in different places.
        ColumnCopiesF32.copyIn(layout, from, i, t, source, !whole);
        strip(tables, target, i, t, p0, p1);
      }
      if (epilogue != null) epilogue.complete(i, i + 1, c0, c1, 0, target.plane());
    }
  }

  /** The results from row {@code t} on of one image, as many rows as its copies hold. */
  private void strip(TapTable[] tables, ConvTargetF32 target, int i, int t, int p0, int p1) {
    RowPanels panels = target.panels();
    int first = panels.first(p0);
    int channels = Math.min(panels.first(p1), target.channels()) - first;
    int plane = target.plane();
    int at = 0;
    for (TapTable table : tables) {
      int rows = Math.min(table.layout().rows(), table.rows() - t);
      int size = rows * table.layout().pitch();
      if (rows > 0 && target.takes(table)) {
        float[] to = target.array();
        int out = (i * target.channels() + first) * plane + t * target.width();
        tiles.multiply(
            table, at, panels, source, p0, p1, size, to, out, plane, channels, target.add());
      } else if (rows > 0) {
        if (result.length < channels * size) result = new float[channels * size];
        tiles.multiply(table, at, panels, source, p0, p1, size, result, 0, size, channels, false);
        target.copy(result, size, table, i, first, first + channels, t, rows);
      }
      at += panels.covered() * table.depth();
    }
  }
}
