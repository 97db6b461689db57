package org.initlab.backend.nativejava.simd;

/** Copies images into the places of a {@link PlaneLayout}; the zeros between are the caller's. */
final class PlanesF32 {
  private static final int SIDE_BY_SIDE = 8;

  /** Channels with such rows are so far apart that many of them fall on the same cache set. */
  private static final int LONG_ROW = 16;

  private PlanesF32() {}

  /** Channels last: channel c of place q in a phase lies at (phase·planeSize + q)·channels + c. */
  static void copyInChannelsLast(
      PlaneLayout layout, int channels, float[] from, int image, float[] to, int out) {
    int stride = layout.stride();
    int padding = layout.padding();
    int width = layout.width();
    int plane = layout.height() * width;
    for (int y = 0; y < layout.endRow(); y++) {
      int row = image * channels * plane + y * width;
      for (int first = 0; first < Math.min(stride, width); first++) {
        if (!layout.reads(y + padding) || !layout.reads(first + padding)) continue;
        int at = out + layout.placeInChannel(y + padding, first + padding) * channels;
        int pixels = Tiles.covering(width - first, stride);
        int in = row + first;
        int c = 0;
        for (; pixels >= LONG_ROW && c + SIDE_BY_SIDE <= channels; c += SIDE_BY_SIDE) {
          interleave(from, in + c * plane, plane, stride, pixels, to, at + c, channels);
        }
        for (int x = 0; x < pixels; x++) {
          for (int k = c; k < channels; k++) {
            to[at + x * channels + k] = from[in + x * stride + k * plane];
          }
        }
      }
    }
  }

  /** Pixels of eight channels become eight neighbours. */
  static void interleave(
      float[] from, int in, int plane, int stride, int pixels, float[] to, int out, int channels) {
    int in1 = in + plane;
    int in2 = in1 + plane;
    int in3 = in2 + plane;
    int in4 = in3 + plane;
    int in5 = in4 + plane;
    int in6 = in5 + plane;
    int in7 = in6 + plane;
    for (int x = 0; x < pixels * stride; x += stride) {
      to[out] = from[in + x];
      to[out + 1] = from[in1 + x];
      to[out + 2] = from[in2 + x];
      to[out + 3] = from[in3 + x];
      to[out + 4] = from[in4 + x];
      to[out + 5] = from[in5 + x];
      to[out + 6] = from[in6 + x];
      to[out + 7] = from[in7 + x];
      out += channels;
    }
  }
}
