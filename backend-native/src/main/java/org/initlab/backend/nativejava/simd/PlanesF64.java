package org.initlab.backend.nativejava.simd;

/** Copies images into the places of a {@link PlaneLayout}; the zeros between are the caller's. */
final class PlanesF64 {
  private PlanesF64() {}

  /** Channel by channel: plane (channel, phase) lies at (channel·phases + phase)·planeSize. */
  static void copyIn(PlaneLayout layout, int channels, double[] from, int image, double[] to) {
    int stride = layout.stride();
    int padding = layout.padding();
    int width = layout.width();
    for (int c = 0; c < channels; c++) {
      int in = (image * channels + c) * layout.height() * width;
      int channel = c * layout.phases() * layout.planeSize();
      for (int y = 0; y < layout.endRow(); y++, in += width) {
        for (int first = 0; first < Math.min(stride, width); first++) {
          int out = channel + layout.placeInChannel(y + padding, first + padding);
          if (stride == 1) System.arraycopy(from, in, to, out, width);
          else for (int x = first; x < width; x += stride) to[out++] = from[in + x];
        }
      }
    }
  }

  /** Channels last: channel c of place q in a phase lies at (phase·planeSize + q)·channels + c. */
  static void copyInChannelsLast(
      PlaneLayout layout, int channels, double[] from, int image, double[] to, int out) {
    int stride = layout.stride();
    int padding = layout.padding();
    int width = layout.width();
    int plane = layout.height() * width;
    for (int y = 0; y < layout.endRow(); y++) {
      int in = image * channels * plane + y * width;
      for (int first = 0; first < Math.min(stride, width); first++) {
        int at = out + layout.placeInChannel(y + padding, first + padding) * channels;
        for (int x = first; x < width; x += stride) {
          for (int c = 0; c < channels; c++) to[at++] = from[in + x + c * plane];
        }
      }
    }
  }
}
