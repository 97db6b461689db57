package org.initlab.backend.nativejava.simd;

/**
 * Kernels g of 3×3 as G g Gᵀ (Lavin and Gray 2016, F(2×2, 3×3)), with the rows of G (1, 0, 0), (½,
 * ½, ½), (½, −½, ½) and (0, 0, 1), in panels of A: for element ξ of 4×4 and panel of result
 * channels, the channels that are summed one after the other.
 */
final class WinogradWeightF32 {
  private WinogradWeightF32() {}

  /** From one of the 16 elements to the next. */
  static int stride(RowPanels panels, WinogradStrips strips) {
    return WinogradStrips.stride(panels.covered() * strips.channels());
  }

  /**
   * @param panels of result channels
   * @param panel the one to write
   * @param inputGradient kernels turned by 180°, and channels exchanged
   */
  static void transform(
      float[] weight,
      WinogradStrips strips,
      RowPanels panels,
      int panel,
      boolean inputGradient,
      float[] to) {
    int channels = strips.channels();
    int results = strips.resultChannels();
    int first = panels.first(panel);
    int height = panels.height(panel);
    int stride = stride(panels, strips);
    for (int c = 0; c < channels; c++) {
      for (int x = 0; x < height; x++) {
        int r = first + x;
        int out = first * channels + c * height + x;
        if (r >= results) zero(to, out, stride);
        else if (inputGradient) transform(weight, (c * results + r) * 9 + 8, -1, to, out, stride);
        else transform(weight, (r * channels + c) * 9, 1, to, out, stride);
      }
    }
  }

  private static void zero(float[] to, int out, int stride) {
    for (int e = 0; e < WinogradStrips.AREA; e++) to[out + e * stride] = 0;
  }

  private static void transform(float[] g, int at, int step, float[] to, int out, int stride) {
    float a0 = g[at];
    float a1 = g[at + step];
    float a2 = g[at + 2 * step];
    float b0 = g[at + 3 * step];
    float b1 = g[at + 4 * step];
    float b2 = g[at + 5 * step];
    float c0 = g[at + 6 * step];
    float c1 = g[at + 7 * step];
    float c2 = g[at + 8 * step];
    row(a0, a1, a2, to, out, stride);
    row(half(a0 + c0, b0), half(a1 + c1, b1), half(a2 + c2, b2), to, out + 4 * stride, stride);
    row(half(a0 + c0, -b0), half(a1 + c1, -b1), half(a2 + c2, -b2), to, out + 8 * stride, stride);
    row(c0, c1, c2, to, out + 12 * stride, stride);
  }

  private static void row(float x, float y, float z, float[] to, int out, int stride) {
    to[out] = x;
    to[out + stride] = half(x + z, y);
    to[out + 2 * stride] = half(x + z, -y);
    to[out + 3 * stride] = z;
  }

  private static float half(float x, float y) {
    return (x + y) / 2;
  }
}
