package org.initlab.backend.nativejava.scalar;

/** Sums over the rows of a row-major matrix, in float64 whatever its precision, row after row. */
public final class ColumnSums {
  private ColumnSums() {}

  /** Element c − from is Σ_i y[i, c], for from ≤ c &lt; to. */
  public static double[] of(double[] y, int rows, int columns, int from, int to) {
    double[] sums = new double[to - from];
    for (int i = 0; i < rows; i++) {
      int row = i * columns + from;
      for (int c = 0; c < sums.length; c++) sums[c] += y[row + c];
    }
    return sums;
  }

  /** Element c − from is Σ_i y[i, c], for from ≤ c &lt; to. */
  public static double[] of(float[] y, int rows, int columns, int from, int to) {
    double[] sums = new double[to - from];
    for (int i = 0; i < rows; i++) {
      int row = i * columns + from;
      for (int c = 0; c < sums.length; c++) sums[c] += y[row + c];
    }
    return sums;
  }
}
