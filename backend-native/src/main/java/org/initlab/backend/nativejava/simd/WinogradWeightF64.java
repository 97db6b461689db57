package org.initlab.backend.nativejava.simd;

/**
 * Kernels g of 3×3 as G g Gᵀ (Lavin and Gray 2016, F(2×2, 3×3)), with the rows of G (1, 0, 0), (½,
 * ½, ½), (½, −½, ½) and (0, 0, 1), in panels of A: for element ξ of 4×4 and panel of result
 * channels, the channels that are summed one after the other.
 */
final class WinogradWeightF64 {
  private WinogradWeightF64() {}

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
      double[] weight,
      WinogradStrips strips,
      RowPanels panels,
      int panel,
      boolean inputGradient,
      double[] to) {
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

  private static void zero(double[] to, int out, int stride) {
    for (int e = 0; e < WinogradStrips.AREA; e++) to[out + e * stride] = 0;
  }

  private static void transform(double[] g, int at, int step, double[] to, int out, int stride) {
    double a0 = g[at];
    double a1 = g[at + step];
    double a2 = g[at + 2 * step];
    double b0 = g[at + 3 * step];
    double b1 = g[at + 4 * step];
    double b2 = g[at + 5 * step];
    double c0 = g[at + 6 * step];
    double c1 = g[at + 7 * step];
    double c2 = g[at + 8 * step];
    row(a0, a1, a2, to, out, stride);
    row(half(a0 + c0, b0), half(a1 + c1, b1), half(a2 + c2, b2), to, out + 4 * stride, stride);
    row(half(a0 + c0, -b0), half(a1 + c1, -b1), half(a2 + c2, -b2), to, out + 8 * stride, stride);
    row(c0, c1, c2, to, out + 12 * stride, stride);
  }

  private static void row(double x, double y, double z, double[] to, int out, int stride) {
    to[out] = x;
    to[out + stride] = half(x + z, y);
    to[out + 2 * stride] = half(x + z, -y);
    to[out + 3 * stride] = z;
  }

  private static double half(double x, double y) {
    return (x + y) / 2;
  }
}
