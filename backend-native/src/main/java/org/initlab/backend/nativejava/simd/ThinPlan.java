package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * How the images of a thin convolution are cut for the gradient of its kernels by Winograd's
 * algorithm: results in tiles of 2×2, tiles in strips of whole tile rows, channels in panels of one
 * vector. What is transformed of a strip lies element by element of a tile, in it panel by panel,
 * in it tile by tile, its channels side by side.
 *
 * @param lanes of a vector
 * @param rows tile rows of a strip; the last of an image may have fewer
 */
record ThinPlan(ConvGeometry g, int lanes, int rows) {
  /** Elements of a strip that are transformed, to stay in the second-level cache. */
  private static final int STRIP_ELEMENTS = 1 << 16;

  static ThinPlan of(ConvGeometry g, int lanes) {
    int tilesY = Tiles.covering(g.outHeight(), 2);
    int tilesX = Tiles.covering(g.outWidth(), 2);
    int channels = Tiles.roundUp(g.inChannels(), lanes) + Tiles.roundUp(g.outChannels(), lanes);
    int most = Math.max(1, STRIP_ELEMENTS / (WinogradStrips.AREA * channels * tilesX));
    int rows = Tiles.covering(tilesY, Tiles.covering(tilesY, most));
    return new ThinPlan(g, lanes, rows);
  }

  int tilesX() {
    return Tiles.covering(g.outWidth(), 2);
  }

  private int tilesY() {
    return Tiles.covering(g.outHeight(), 2);
  }

  /** Strips of an image. */
  int strips() {
    return Tiles.covering(tilesY(), rows);
  }

  /** The first tile row of a strip. */
  int top(int strip) {
    return strip * rows;
  }

  /** Tile rows of a strip. */
  int rowsOf(int strip) {
    return Math.min(rows, tilesY() - top(strip));
  }

  /** Tiles of a whole strip. */
  int tiles() {
    return rows * tilesX();
  }

  /** Tiles that a strip has. */
  int tilesOf(int strip) {
    return rowsOf(strip) * tilesX();
  }

  /** Panels of input channels. */
  int pixelPanels() {
    return Tiles.covering(g.inChannels(), lanes);
  }

  /** Panels of output channels. */
  int gradientPanels() {
    return Tiles.covering(g.outChannels(), lanes);
  }

  /** From one panel of a strip's transformed tiles to the next. */
  int panel() {
    return tiles() * lanes;
  }

  /** From one of the 16 elements of the transformed pixels to the next. */
  int pixelsStride() {
    return WinogradStrips.stride(pixelPanels() * panel());
  }

  /** From one of the 16 elements of the transformed gradients to the next. */
  int gradientsStride() {
    return WinogradStrips.stride(gradientPanels() * panel());
  }

  /** From one of the 16 elements of the sums to the next. */
  int sumsStride() {
    return WinogradStrips.stride(gradientPanels() * lanes * sumsRow());
  }

  /** From one output channel of the sums to the next. */
  int sumsRow() {
    return pixelPanels() * lanes;
  }
}
