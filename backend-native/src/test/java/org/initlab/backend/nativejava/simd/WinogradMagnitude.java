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

  /**
   * The same for the gradient of one kernel: |Gᵀ|·[Σ (|A||∂a||Aᵀ|) ⊙ (|Bᵀ||d||B|)]·|G| over the
   * tiles of all images.
   *
   * @param pixel of an image among zeros, by image
   * @param gradient of the results, by image; 0 outside
   */
  static double[][] ofKernelGradient(
      Pixel pixel, Pixel gradient, int images, int outHeight, int outWidth) {
    double[][] sum = new double[4][4];
    for (int i = 0; i < images; i++) {
      for (int top = 0; top < outHeight; top += 2) {
        for (int left = 0; left < outWidth; left += 2) {
          double[][] u = congruence(transposed(A), read(gradient, i, top, left, 2));
          double[][] v = congruence(B, read(pixel, i, top, left, 4));
          for (int y = 0; y < 4; y++) for (int x = 0; x < 4; x++) sum[y][x] += u[y][x] * v[y][x];
        }
      }
    }
    return congruence(transposed(G), sum);
  }

  private static double[][] read(Pixel pixel, int channel, int top, int left, int side) {
    double[][] d = new double[side][side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) d[y][x] = pixel.at(channel, top + y, left + x);
    }
    return d;
  }

  private static double[][] transposed(double[][] m) {
    double[][] result = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) for (int j = 0; j < m[0].length; j++) result[j][i] = m[i][j];
    return result;
  }

  private static double[][] tile(
      Pixel pixel, Kernel kernel, int channels, int r, int top, int left) {
    double[][] sum = new double[4][4];
    for (int c = 0; c < channels; c++) {
      double[][] d = read(pixel, c, top, left, 4);
      double[][] g = new double[3][3];
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
