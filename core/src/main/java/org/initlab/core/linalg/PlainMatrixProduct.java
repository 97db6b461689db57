package org.initlab.core.linalg;

/**
 * Sums of scaled rows in plain Java. The loops index all rows by the same variable and reduce
 * nothing, so the compiler vectorizes them without being allowed to reorder a sum.
 */
final class PlainMatrixProduct implements MatrixProduct {
  /** Columns and rows of B worked on at once: 32 KiB, which stay in the L1 cache for all of C. */
  private static final int STRIP = 128;

  private static final int DEPTH_BLOCK = 32;

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
    double[][] rows = new double[DEPTH_BLOCK][STRIP];
    double[] sums = new double[STRIP];
    for (int j = 0; j < n; j += STRIP) {
      int columns = Math.min(STRIP, n - j);
      for (int p = 0; p < k; p += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, k - p);
        for (int r = 0; r < depth; r++) {
          System.arraycopy(b, bOffset + (p + r) * ldb + j, rows[r], 0, columns);
        }
        for (int i = 0; i < m; i++) {
          int at = aOffset + i * rowStride + p * depthStride;
          int to = cOffset + i * ldc + j;
          System.arraycopy(c, to, sums, 0, columns);
          addRows(sums, a, at, depthStride, rows, depth, columns);
          System.arraycopy(sums, 0, c, to, columns);
        }
      }
    }
  }

  private static void addRows(
      double[] sums, double[] a, int at, int stride, double[][] rows, int depth, int columns) {
    int p = 0;
    for (; p + 4 <= depth; p += 4, at += 4 * stride) {
      add4(
          sums,
          rows[p],
          rows[p + 1],
          rows[p + 2],
          rows[p + 3],
          a[at],
          a[at + stride],
          a[at + 2 * stride],
          a[at + 3 * stride],
          columns);
    }
    for (; p < depth; p++, at += stride) add1(sums, rows[p], a[at], columns);
  }

  private static void add1(double[] y, double[] x, double s, int columns) {
    for (int j = 0; j < columns; j++) y[j] = Math.fma(s, x[j], y[j]);
  }

  /**
   * Four rows at once, each an array of its own: measured, the C2 of JDK 17 vectorizes neither a
   * loop over more arrays than five nor one over several rows of one array.
   */
  private static void add4(
      double[] y,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double s0,
      double s1,
      double s2,
      double s3,
      int columns) {
    for (int j = 0; j < columns; j++) {
      double sum = Math.fma(s0, x0[j], y[j]);
      sum = Math.fma(s1, x1[j], sum);
      sum = Math.fma(s2, x2[j], sum);
      y[j] = Math.fma(s3, x3[j], sum);
    }
  }
}
