package org.initlab.backend.nativejava.simd;

/** Copies images into the places of a {@link PlaneLayout}; the zeros between are the caller's. */
final class PlanesF32 {
  private PlanesF32() {}

  /** Channel by channel: plane (channel, phase) lies at (channel·phases + phase)·planeSize. */
  static void copyIn(PlaneLayout layout, int channels, float[] from, int image, float[] to) {
    int stride = layout.stride();
    int padding = layout.padding();
    int width = layout.width();
    for (int c = 0; c < channels; c++) {
      int in = (image * channels + c) * layout.height() * width;
      int plane = c * layout.phases() * layout.planeSize();
      for (int y = 0; y < layout.endRow(); y++, in += width) {
        if (stride == 1) {
          System.arraycopy(from, in, to, plane + layout.placeOf(y + padding, padding), width);
          continue;
        }
        for (int x = 0; x < width; x++) {
          int phase = layout.phaseOf(y + padding, x + padding);
          int place = layout.placeOf(y + padding, x + padding);
          to[plane + phase * layout.planeSize() + place] = from[in + x];
        }
      }
    }
  }

  /** Channels last: channel c of place q in a phase lies at (phase·planeSize + q)·channels + c. */
  static void copyInChannelsLast(
      PlaneLayout layout, int channels, float[] from, int image, float[] to, int out) {
    int padding = layout.padding();
    int width = layout.width();
    int plane = layout.height() * width;
    for (int y = 0; y < layout.endRow(); y++) {
      for (int x = 0; x < width; x++) {
        int phase = layout.phaseOf(y + padding, x + padding);
        int place = layout.placeOf(y + padding, x + padding);
        int at = out + (phase * layout.planeSize() + place) * channels;
        int in = image * channels * plane + y * width + x;
        for (int c = 0; c < channels; c++) to[at + c] = from[in + c * plane];
      }
    }
  }
}
