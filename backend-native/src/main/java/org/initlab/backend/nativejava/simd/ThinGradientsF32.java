package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * A strip of one image's ∂a with the channels of a place side by side, and its tiles transformed;
 * an instance serves one thread at a time.
 */
final class ThinGradientsF32 {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
  private static final int AREA = WinogradStrips.AREA;

  private float[] image = {};
  private float[] tiles = {};

  /** What {@link #transform} has left, as {@link ThinPlan} has it. */
  float[] tiles() {
    return tiles;
  }

  /** A ∂a Aᵀ for the tiles of a strip, with zeros where the image ends within a tile. */
  void transform(ThinPlan plan, float[] da, int i, int strip) {
    ConvGeometry g = plan.g();
    int column = plan.gradientPanels() * LANES;
    int row = 2 * plan.tilesX() * column;
    int rows = 2 * plan.rowsOf(strip);
    if (image.length < rows * row) image = new float[rows * row];
    int top = 2 * plan.top(strip);
    int height = Math.min(rows, g.outHeight() - top);
    if (height < rows || 2 * plan.tilesX() > g.outWidth()) Arrays.fill(image, 0, rows * row, 0);
    ChannelsLastF32.copyIn(
        da,
        i * g.outChannels() * g.outPlane() + top * g.outWidth(),
        g.outPlane(),
        g.outWidth(),
        g.outChannels(),
        height,
        g.outWidth(),
        image,
        0,
        row,
        column);
    int stride = plan.gradientsStride();
    if (tiles.length < AREA * stride) tiles = new float[AREA * stride];
    int panel = plan.panel();
    int out = 0;
    for (int y = 0; y < rows; y += 2) {
      for (int x = 0; x < plan.tilesX(); x++, out += LANES) {
        int at = y * row + 2 * x * column;
        for (int k = 0; k < plan.gradientPanels(); k++) {
          WinogradGradientTilesF32.spread(
              image, at + k * LANES, row, column, tiles, out + k * panel, stride);
        }
      }
    }
  }
}
