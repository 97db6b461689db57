package org.initlab.backend.nativejava.simd;

/**
 * Packing for {@link MicroKernelF64}: {@code width} rows or columns side by side, {@code depth}
 * times, the last panel filled up with zeros.
 */
final class PackF64 {
  private PackF64() {}

  /**
   * The stored rows run along the panel's width: element (p, j) of the panel matrix is {@code
   * from[offset + p·stride + j]}.
   */
  static void along(
      double[] from, int offset, int stride, int depth, int count, int width, double[] to) {
    int out = 0;
    for (int j = 0; j < count; j += width) {
      int filled = Math.min(width, count - j);
      for (int p = 0; p < depth; p++) {
        int in = offset + p * stride + j;
        if (filled == width) {
          for (int x = 0; x < width; x++) to[out + x] = from[in + x];
        } else {
          for (int x = 0; x < filled; x++) to[out + x] = from[in + x];
          for (int x = filled; x < width; x++) to[out + x] = 0;
        }
        out += width;
      }
    }
  }

  /**
   * The stored rows run along the depth: element (p, j) of the panel matrix is {@code from[offset +
   * j·stride + p]}.
   */
  static void across(
      double[] from, int offset, int stride, int depth, int count, int width, double[] to) {
    for (int j = 0; j < count; j += width) {
      int panel = j * depth;
      int filled = Math.min(width, count - j);
      int x = 0;
      for (; x + 4 <= filled; x += 4) {
        // Four rows at once: their stores share cache lines.
        int in0 = offset + (j + x) * stride;
        int in1 = in0 + stride;
        int in2 = in1 + stride;
        int in3 = in2 + stride;
        int out = panel + x;
        for (int p = 0; p < depth; p++) {
          to[out] = from[in0 + p];
          to[out + 1] = from[in1 + p];
          to[out + 2] = from[in2 + p];
          to[out + 3] = from[in3 + p];
          out += width;
        }
      }
      for (; x < filled; x++) {
        int in = offset + (j + x) * stride;
        for (int p = 0; p < depth; p++) to[panel + p * width + x] = from[in + p];
      }
      for (; x < width; x++) {
        for (int p = 0; p < depth; p++) to[panel + p * width + x] = 0;
      }
    }
  }
}
