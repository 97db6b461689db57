package org.initlab.backend.nativejava.scalar;

import java.util.Arrays;

/**
 * Sums of the columns of a matrix, in float64 whatever the precision of the terms, each in the
 * order of the rows. An instance reuses its array and serves one caller at a time, whose threads
 * may share the columns.
 */
public final class ColumnSums {
  private double[] sums = {};

  /** To be called before the threads divide the columns. */
  public void reserve(int columns) {
    if (sums.length < columns) sums = new double[columns];
  }

  /** Σ_i y[i, c] for from ≤ c &lt; to, row after row, to be read by {@link #of}. */
  public void add(double[] y, int rows, int columns, int from, int to) {
    Arrays.fill(sums, from, to, 0);
    for (int i = 0; i < rows; i++) {
      int row = i * columns;
      for (int c = from; c < to; c++) sums[c] += y[row + c];
    }
  }

  /** Σ_i y[i, c] for from ≤ c &lt; to, row after row, to be read by {@link #of}. */
  public void add(float[] y, int rows, int columns, int from, int to) {
    Arrays.fill(sums, from, to, 0);
    for (int i = 0; i < rows; i++) {
      int row = i * columns;
      for (int c = from; c < to; c++) sums[c] += y[row + c];
    }
  }

  public double of(int column) {
    return sums[column];
  }
}
