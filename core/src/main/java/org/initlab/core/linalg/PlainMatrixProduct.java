package org.initlab.core.linalg;

/**
 * Sums of scaled rows in plain Java. The loops index all rows by the same variable and reduce
 * nothing, so the compiler vectorizes them without being allowed to reorder a sum.
 */
final class PlainMatrixProduct implements MatrixProduct {
  /** Columns worked on at once: four rows of that length and their sum stay in the L1 cache. */
  private static final int STRIP = 256;

  /** Rows of B that stay in the L1 cache for all rows of C. */
  private static final int DEPTH_BLOCK = 8;

  @Override
  public void add(
      boolean transposeA,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double[] c,
      int cOffset,
      int ldc) {
    int rowStride = transposeA ? 1 : lda;
    int depthStride = transposeA ? lda : 1;
    for (int j = 0; j < n; j += STRIP) {
      int columns = Math.min(STRIP, n - j);
      for (int p = 0; p < k; p += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, k - p);
        for (int i = 0; i < m; i++) {
          int at = aOffset + i * rowStride + p * depthStride;
          int row = bOffset + p * ldb + j;
          addRows(c, cOffset + i * ldc + j, a, at, depthStride, b, row, ldb, depth, columns);
        }
      }
    }
  }

  private static void addRows(
      double[] c,
      int to,
      double[] a,
      int at,
      int stride,
      double[] b,
      int row,
      int ldb,
      int depth,
      int columns) {
    int p = 0;
    for (; p + 4 <= depth; p += 4, at += 4 * stride, row += 4 * ldb) {
      add4(
          c,
          to,
          b,
          row,
          row + ldb,
          row + 2 * ldb,
          row + 3 * ldb,
          a[at],
          a[at + stride],
          a[at + 2 * stride],
          a[at + 3 * stride],
          columns);
    }
    for (; p < depth; p++, at += stride, row += ldb) add1(c, to, b, row, a[at], columns);
  }

  private static void add1(double[] y, int to, double[] x, int row, double s, int columns) {
    for (int j = 0; j < columns; j++) y[to + j] = Math.fma(s, x[row + j], y[to + j]);
  }

  private static void add4(
      double[] y,
      int to,
      double[] x,
      int row0,
      int row1,
      int row2,
      int row3,
      double s0,
      double s1,
      double s2,
      double s3,
      int columns) {
    for (int j = 0; j < columns; j++) {
      double sum = Math.fma(s0, x[row0 + j], y[to + j]);
      sum = Math.fma(s1, x[row1 + j], sum);
      sum = Math.fma(s2, x[row2 + j], sum);
      y[to + j] = Math.fma(s3, x[row3 + j], sum);
    }
  }
}
