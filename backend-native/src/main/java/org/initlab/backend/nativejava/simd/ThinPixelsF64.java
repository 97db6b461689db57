package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * A strip of one image with the channels of a pixel side by side, and its tiles transformed; an
 * instance serves one thread at a time.
 */
final class ThinPixelsF64 {
  private static final int LANES = DoubleVector.SPECIES_PREFERRED.length();
  private static final int AREA = WinogradStrips.AREA;

  private double[] image = {};
  private double[] tiles = {};

  /** What {@link #transform} has left, as {@link ThinPlan} has it. */
  double[] tiles() {
    return tiles;
  }

  /** Bᵀ d B for the tiles of a strip, d the 4×4 pixels of a tile among zeros. */
  void transform(ThinPlan plan, double[] from, int i, int strip) {
    int pitch = 2 * plan.tilesX() + 2;
    int rows = 2 * plan.rowsOf(strip) + 2;
    int column = plan.pixelPanels() * LANES;
    int size = pitch * rows * column;
    if (image.length < size) image = new double[size];
    else Arrays.fill(image, 0, size, 0);
    copyIn(plan, from, i, 2 * plan.top(strip) - plan.g().padding(), rows, pitch, column);
    int stride = plan.pixelsStride();
    if (tiles.length < AREA * stride) tiles = new double[AREA * stride];
    int panel = plan.panel();
    int row = pitch * column;
    int out = 0;
    for (int y = 0; y < plan.rowsOf(strip); y++) {
      for (int x = 0; x < plan.tilesX(); x++, out += LANES) {
        int at = 2 * y * row + 2 * x * column;
        for (int k = 0; k < plan.pixelPanels(); k++) {
          WinogradInputF64.transformTile(
              image, at + k * LANES, row, column, tiles, out + k * panel, stride);
        }
      }
    }
  }

  /** Rows top … top + rows − 1 of the image, or zeros where it has none. */
  private void copyIn(
      ThinPlan plan, double[] from, int i, int top, int rows, int pitch, int column) {
    ConvGeometry g = plan.g();
    int first = Math.max(0, -top);
    int end = Math.min(rows, g.height() - top);
    ChannelsLastF64.copyIn(
        from,
        i * g.inChannels() * g.inPlane() + (top + first) * g.width(),
        g.inPlane(),
        g.width(),
        g.inChannels(),
        end - first,
        Math.min(g.width(), pitch - g.padding()),
        image,
        (first * pitch + g.padding()) * column,
        pitch * column,
        column);
  }
}
