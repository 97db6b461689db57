package org.initlab.backend.nativejava.simd;

/**
 * |Aᵀ|·[Σ_c (|G||g||Gᵀ|) ⊙ (|Bᵀ||d||B|)]·|A| for every result: what a rounding error of Winograd's
 * F(2×2, 3×3) is relative to. It is at least Σ|g||d|, as the algorithm's bilinear form contains
 * every product that the definition has.
 */
final class WinogradMagnitude {
  private static final double[][] A = {{1, 1, 1, 0}, {0, 1, 1, 1}};
  private static final double[][] B = {{1, 0, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 0, 1}};
  private static final double[][] G = {{1, 0, 0}, {.5, .5, .5}, {.5, .5, .5}, {0, 0, 1}};

  /** An absolute value by its indices. */
  @FunctionalInterface
  interface Pixel {
    double at(int channel, int y, int x);
  }

  /** An absolute value by its indices. */
  @FunctionalInterface
  interface Kernel {
    double at(int result, int channel, int ky, int kx);
  }

  private WinogradMagnitude() {}

  /** Of one image: results×outHeight×outWidth. The pixels are those of the padded image. */
  static double[][][] of(
      Pixel pixel, Kernel kernel, int channels, int results, int outHeight, int outWidth) {
    double[][][] magnitude = new double[results][outHeight][outWidth];
    for (int r = 0; r < results; r++) {
      for (int y = 0; y < outHeight; y += 2) {
        for (int x = 0; x < outWidth; x += 2) {
          double[][] tile = tile(pixel, kernel, channels, r, y, x);
          for (int i = 0; i < Math.min(2, outHeight - y); i++) {
            for (int j = 0; j < Math.min(2, outWidth - x); j++) {
              magnitude[r][y + i][x + j] = tile[i][j];
            }
          }
        }
      }
    }
    return magnitude;
  }

  private static double[][] tile(
      Pixel pixel, Kernel kernel, int channels, int r, int top, int left) {
    double[][] sum = new double[4][4];
    for (int c = 0; c < channels; c++) {
      double[][] d = new double[4][4];
      double[][] g = new double[3][3];
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) d[y][x] = pixel.at(c, top + y, left + x);
      }
      for (int y = 0; y < 3; y++) for (int x = 0; x < 3; x++) g[y][x] = kernel.at(r, c, y, x);
      double[][] u = congruence(G, g);
      double[][] v = congruence(B, d);
      for (int y = 0; y < 4; y++) for (int x = 0; x < 4; x++) sum[y][x] += u[y][x] * v[y][x];
    }
    return congruence(A, sum);
  }

  /** T·m·Tᵀ. */
  private static double[][] congruence(double[][] t, double[][] m) {
    double[][] result = new double[t.length][t.length];
    for (int i = 0; i < t.length; i++) {
      for (int j = 0; j < t.length; j++) {
        for (int k = 0; k < m.length; k++) {
          for (int l = 0; l < m.length; l++) result[i][j] += t[i][k] * m[k][l] * t[j][l];
        }
      }
    }
    return result;
  }
}
