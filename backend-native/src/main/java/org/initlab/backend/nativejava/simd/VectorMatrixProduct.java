package org.initlab.backend.nativejava.simd;

import org.initlab.core.linalg.MatrixProduct;

/**
 * Core's matrix product on the kernels of this package. Nothing is packed, since core's products
 * are thin: the depth runs in blocks, so that the rows of B that are read together stay in the
 * second-level cache, and so do the rows of A, so that C is touched row by row.
 */
final class VectorMatrixProduct implements MatrixProduct {
  private static final int DEPTH_BLOCK = 128;
  private static final int ROW_BLOCK = 4 * DirectKernelF64.ROWS;

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
    MatrixBounds.check("A", a.length, aOffset, transposeA ? k : m, transposeA ? m : k, lda);
    MatrixBounds.check("B", b.length, bOffset, k, n, ldb);
    MatrixBounds.check("C", c.length, cOffset, m, n, ldc);
    DirectProductF64 direct = new DirectProductF64();
    for (int p = 0; p < k; p += DEPTH_BLOCK) {
      int depth = Math.min(DEPTH_BLOCK, k - p);
      OperandF64 right = new OperandF64(false, b, bOffset + p * ldb, ldb, null);
      for (int i = 0; i < m; i += ROW_BLOCK) {
        int at = aOffset + (transposeA ? p * lda + i : i * lda + p);
        OperandF64 left = new OperandF64(transposeA, a, at, lda, null);
        TargetF64 target = new TargetF64(c, cOffset + i * ldc, ldc);
        direct.add(left, right, target, Math.min(ROW_BLOCK, m - i), n, depth);
      }
    }
  }
}
