package org.initlab.backend.nativejava.scalar.float32;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * The patches of an image that the outputs of a convolution see, as rows (ky, kx, c): patch (y, x)
 * holds h[c, s·y + ky − p, s·x + kx − p], zeros in the padding included. The image is kept with
 * channels last among its zeros, where every row of a patch is one run of k·C values.
 */
final class ConvPatches {
  private float[] image = {};

  /** Makes room for images of this geometry, with zeros around them. */
  void reserve(ConvGeometry g) {
    int size = (g.height() + 2 * g.padding()) * paddedWidth(g) * g.inChannels();
    if (image.length < size) image = new float[size];
    Arrays.fill(image, 0, size, 0);
  }

  /** Takes over h[i], in×height×width. */
  void load(float[] h, int i, ConvGeometry g) {
    for (int c = 0; c < g.inChannels(); c++) {
      for (int y = 0; y < g.height(); y++) {
        int from = ((i * g.inChannels() + c) * g.height() + y) * g.width();
        int to = ((y + g.padding()) * paddedWidth(g) + g.padding()) * g.inChannels() + c;
        for (int x = 0; x < g.width(); x++) image[to + x * g.inChannels()] = h[from + x];
      }
    }
  }

  /** Writes the patch of output {@code place} = y·outWidth + x, k·k·C values. */
  void copy(int place, float[] patch, ConvGeometry g) {
    int run = g.kernel() * g.inChannels();
    int row = place / g.outWidth() * g.stride();
    int column = place % g.outWidth() * g.stride();
    for (int ky = 0; ky < g.kernel(); ky++) {
      int from = ((row + ky) * paddedWidth(g) + column) * g.inChannels();
      System.arraycopy(image, from, patch, ky * run, run);
    }
  }

  private static int paddedWidth(ConvGeometry g) {
    return g.width() + 2 * g.padding();
  }
}
