package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * Transforms the tiles of images and of gradients for {@link WinogradWeightGradientF32}, panel by
 * panel of channels; a vector is as many channels. An instance serves one thread at a time.
 */
final class WinogradGradientTilesF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = MicroKernelF32.COLUMNS;

  /** The channels of a panel of one image, side by side, among zeros. */
  private float[] image = {};

  private void clear(int size) {
    if (image.length < size) image = new float[size];
    else Arrays.fill(image, 0, size, 0);
  }

  /** Bᵀ d B for the tiles of the images start … end−1 in one panel of input channels. */
  void transformPixels(
      WinogradGradientPlan plan, float[] h, int start, int end, int panel, float[] to) {
    ConvGeometry g = plan.g();
    int columns = plan.columns();
    int pitch = 2 * plan.tilesX() + 2;
    int rows = 2 * plan.tilesY() + 2;
    clear(pitch * rows * COLUMNS);
    int first = panel * columns;
    int channels = Math.min(columns, g.inChannels() - first);
    int border = (g.padding() * pitch + g.padding()) * COLUMNS;
    int height = Math.min(g.height(), rows - g.padding());
    int width = Math.min(g.width(), pitch - g.padding());
    int stride = plan.pixelsStride();
    int row = pitch * COLUMNS;
    int out = first * plan.tiles();
    for (int i = start; i < end; i++) {
      ChannelsLastF32.copyIn(
          h,
          (i * g.inChannels() + first) * g.inPlane(),
          g.inPlane(),
          g.width(),
          channels,
          height,
          width,
          image,
          border,
          row,
          COLUMNS);
      for (int y = 0; y < plan.tilesY(); y++) {
        for (int x = 0; x < plan.tilesX(); x++, out += columns) {
          int at = (2 * y * pitch + 2 * x) * COLUMNS;
          WinogradInputF32.transformTile(image, at, row, COLUMNS, to, out, stride);
          if (channels <= LANES) continue;
          WinogradInputF32.transformTile(image, at + LANES, row, COLUMNS, to, out + LANES, stride);
        }
      }
    }
  }

  /** A ∂a Aᵀ for the tiles of the images start … end−1 in one panel of output channels. */
  void transformGradients(
      WinogradGradientPlan plan, float[] da, int start, int end, int panel, float[] to) {
    ConvGeometry g = plan.g();
    int first = plan.panels().first(panel);
    int height = plan.panels().height(panel);
    int channels = Math.min(height, g.outChannels() - first);
    int pitch = 2 * plan.tilesX();
    // A vector may read past the last pixel.
    clear(pitch * 2 * plan.tilesY() * height + LANES);
    int stride = plan.gradientsStride();
    int row = pitch * height;
    int out = plan.gradientsPanel(panel);
    for (int i = start; i < end; i++) {
      ChannelsLastF32.copyIn(
          da,
          (i * g.outChannels() + first) * g.outPlane(),
          g.outPlane(),
          g.outWidth(),
          channels,
          g.outHeight(),
          g.outWidth(),
          image,
          0,
          row,
          height);
      for (int y = 0; y < plan.tilesY(); y++) {
        for (int x = 0; x < plan.tilesX(); x++, out += height) {
          int at = (2 * y * pitch + 2 * x) * height;
          // What a vector writes beyond the panel's rows, the next tile overwrites.
          for (int v = 0; v < height; v += LANES) {
            spread(image, at + v, row, height, to, out + v, stride);
          }
        }
      }
    }
  }

  /** A ∂a Aᵀ of one tile, with the rows of A (1, 0), (1, 1), (1, −1) and (0, −1). */
  static void spread(float[] da, int at, int row, int column, float[] to, int out, int stride) {
    FloatVector a = FloatVector.fromArray(SPECIES, da, at);
    FloatVector b = FloatVector.fromArray(SPECIES, da, at + column);
    FloatVector c = FloatVector.fromArray(SPECIES, da, at + row);
    FloatVector d = FloatVector.fromArray(SPECIES, da, at + row + column);
    FloatVector p = a.add(c);
    FloatVector q = b.add(d);
    a.intoArray(to, out);
    a.add(b).intoArray(to, out + stride);
    a.sub(b).intoArray(to, out + 2 * stride);
    b.neg().intoArray(to, out + 3 * stride);
    p.intoArray(to, out + 4 * stride);
    p.add(q).intoArray(to, out + 5 * stride);
    p.sub(q).intoArray(to, out + 6 * stride);
    q.neg().intoArray(to, out + 7 * stride);
    p = a.sub(c);
    q = b.sub(d);
    p.intoArray(to, out + 8 * stride);
    p.add(q).intoArray(to, out + 9 * stride);
    p.sub(q).intoArray(to, out + 10 * stride);
    q.neg().intoArray(to, out + 11 * stride);
    c.neg().intoArray(to, out + 12 * stride);
    c.add(d).neg().intoArray(to, out + 13 * stride);
    d.sub(c).intoArray(to, out + 14 * stride);
    d.intoArray(to, out + 15 * stride);
  }
}
