package org.initlab.backend.nativejava.scalar.float64;

/**
 * y += Σ_r w_r·x_r for rows x_r of numbers: the one innermost loop of dense layers and
 * convolutions.
 *
 * <p>Rows are arrays of their own and every access of the loop has the same index, since the
 * compiler (C2 of JDK 17) makes vectors of it only then: of two places at a distance that it does
 * not know it must assume that they meet. Four rows at a time, so that y is loaded and stored once
 * for them; with eight the loop is too large for it.
 */
final class RowSums {
  private RowSums() {}

  /** y_j += Σ_{r &lt; rows} w_r·x_rj for j &lt; count, four terms after four. */
  static void add(double[] y, double[][] x, double[] w, int rows, int count) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      addFour(y, x[r], x[r + 1], x[r + 2], x[r + 3], w[r], w[r + 1], w[r + 2], w[r + 3], count);
    }
    for (; r < rows; r++) addOne(y, x[r], w[r], count);
  }

  private static void addFour(
      double[] y,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double w0,
      double w1,
      double w2,
      double w3,
      int count) {
    for (int j = 0; j < count; j++) {
      y[j] = y[j] + (w0 * x0[j] + w1 * x1[j] + w2 * x2[j] + w3 * x3[j]);
    }
  }

  private static void addOne(double[] y, double[] x, double w, int count) {
    for (int j = 0; j < count; j++) y[j] = y[j] + w * x[j];
  }
}
