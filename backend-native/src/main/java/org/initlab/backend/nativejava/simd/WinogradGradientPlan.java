package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * The sizes of a gradient of kernels by Winograd's algorithm: where the transformed tiles lie of
 * which the products are formed.
 *
 * <p>Of every element of 4×4, transformed pixels lie in panels of {@code columns} input channels,
 * transformed gradients in panels of output channels; a panel has tile after tile, its channels
 * side by side.
 *
 * @param panels of output channels
 * @param lanes of a vector
 * @param columns of a panel of input channels: two vectors, or one
 * @param images that are transformed at once
 */
record WinogradGradientPlan(ConvGeometry g, RowPanels panels, int lanes, int columns, int images) {
  /** Elements of one image's transformed tiles. */
  static int imageSize(ConvGeometry g, RowPanels panels, int columns) {
    WinogradGradientPlan one = new WinogradGradientPlan(g, panels, columns / 2, columns, 1);
    return WinogradStrips.AREA * one.tiles() * (one.inChannels() + panels.covered());
  }

  int tilesY() {
    return Tiles.covering(g.outHeight(), 2);
  }

  int tilesX() {
    return Tiles.covering(g.outWidth(), 2);
  }

  int tiles() {
    return images * tilesY() * tilesX();
  }

  /** Panels of input channels. */
  int columnPanels() {
    return Tiles.covering(g.inChannels(), columns);
  }

  /** From one output channel of the sums to the next. */
  int ld() {
    return Tiles.roundUp(inChannels(), 2 * lanes);
  }

  private int inChannels() {
    return columnPanels() * columns;
  }

  /** From one of the 16 elements of the transformed pixels to the next. */
  int pixelsStride() {
    return WinogradStrips.stride(inChannels() * tiles());
  }

  /** Where a panel of transformed gradients begins; between two, what a vector reaches beyond. */
  int gradientsPanel(int panel) {
    return panels.first(panel) * tiles() + panel * lanes;
  }

  /** From one of the 16 elements of the transformed gradients to the next. */
  int gradientsStride() {
    return WinogradStrips.stride(gradientsPanel(panels.count()));
  }

  /** From one of the 16 elements of the sums to the next. */
  int sumsStride() {
    return WinogradStrips.stride(panels.covered() * ld());
  }
}
