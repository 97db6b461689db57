package org.initlab.backend.nativejava.simd;

/** Copies planes of an image so that the channels of a pixel lie side by side. */
final class ChannelsLastF32 {
  private static final int SIDE_BY_SIDE = 8;

  private ChannelsLastF32() {}

  /**
   * Pixel (y, x) of channel c goes to {@code out + y·row + x·column + c}.
   *
   * @param in where the first channel begins
   * @param plane from one channel to the next
   * @param pitch from one row of a channel to the next
   */
  static void copyIn(
      float[] from,
      int in,
      int plane,
      int pitch,
      int channels,
      int height,
      int width,
      float[] to,
      int out,
      int row,
      int column) {
    for (int y = 0; y < height; y++, in += pitch, out += row) {
      int c = 0;
      for (; c + SIDE_BY_SIDE <= channels; c += SIDE_BY_SIDE) {
        PlanesF32.interleave(from, in + c * plane, plane, 1, width, to, out + c, column);
      }
      for (; c < channels; c++) {
        for (int x = 0; x < width; x++) to[out + x * column + c] = from[in + c * plane + x];
      }
    }
  }
}
