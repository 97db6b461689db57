package org.initlab.backend.nativejava.scalar;

/**
 * Matrix products by plain loops over row-major arrays: C = op(A)·op(B), or C += op(A)·op(B), where
 * op transposes or not. op(A) is m×k, op(B) is k×n, C is m×n; element (i, j) of a stored matrix X
 * is {@code x[xOffset + i·ldx + j]}. The truth that the SIMD kernels are compared with.
 */
public final class ScalarGemm {
  private ScalarGemm() {}

  /** float64. */
  public static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          double x = a[aOffset + (transposeA ? p * lda + i : i * lda + p)];
          double y = b[bOffset + (transposeB ? j * ldb + p : p * ldb + j)];
          sum += x * y;
        }
        int at = cOffset + i * ldc + j;
        c[at] = accumulate ? c[at] + sum : sum;
      }
    }
  }

  /** float32, summed in float32. */
  public static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          float x = a[aOffset + (transposeA ? p * lda + i : i * lda + p)];
          float y = b[bOffset + (transposeB ? j * ldb + p : p * ldb + j)];
          sum += x * y;
        }
        int at = cOffset + i * ldc + j;
        c[at] = accumulate ? c[at] + sum : sum;
      }
    }
  }
}
