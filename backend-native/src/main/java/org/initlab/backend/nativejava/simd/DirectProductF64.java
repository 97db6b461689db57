package org.initlab.backend.nativejava.simd;

/**
 * Products without packing A at all, and B only where it is not stored as the kernel reads it: for
 * small matrices, and for thin ones, where packing would take as long as multiplying. An instance
 * reuses its buffers and serves one caller at a time.
 */
final class DirectProductF64 {
  private static final int ROWS = DirectKernelF64.ROWS;
  private static final int NR = MicroKernelF64.COLUMNS;

  private double[] edges = {};
  private double[] packedB = {};

  /** C += A·B; A is m×k, B k×n, C m×n. */
  void add(OperandF64 left, OperandF64 right, TargetF64 target, int m, int n, int k) {
    if (edges.length == 0) edges = new double[ROWS * NR];
    if (packedB.length < k * NR) packedB = new double[k * NR];
    double[] c = target.array();
    int ldc = target.stride();
    int rowStride = left.transposed() ? 1 : left.stride();
    int depthStride = left.transposed() ? left.stride() : 1;
    for (int j = 0; j < n; j += NR) {
      int width = Math.min(NR, n - j);
      boolean packed = right.transposed() || right.scale() != null || width < NR;
      if (packed) right.packColumns(j, width, 0, k, k, packedB, 0);
      double[] panel = packed ? packedB : right.array();
      int bp = packed ? 0 : right.offset() + j;
      int panelStride = packed ? NR : right.stride();
      for (int i = 0; i < m; i += ROWS) {
        int rows = Math.min(ROWS, m - i);
        boolean whole = rows == ROWS && width == NR;
        int at = target.at(i, j);
        if (!whole) copy(c, at, ldc, edges, 0, NR, rows, width);
        DirectKernelF64.run(
            k,
            rows,
            left.array(),
            left.offset() + i * rowStride,
            rowStride,
            depthStride,
            panel,
            bp,
            panelStride,
            whole ? c : edges,
            whole ? at : 0,
            whole ? ldc : NR);
        if (!whole) copy(edges, 0, NR, c, at, ldc, rows, width);
      }
    }
  }

  private static void copy(
      double[] from, int in, int ldIn, double[] to, int out, int ldOut, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) to[out + i * ldOut + j] = from[in + i * ldIn + j];
    }
  }
}
