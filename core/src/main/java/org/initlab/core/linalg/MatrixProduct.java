package org.initlab.core.linalg;

import java.util.Optional;

/**
 * C += op(A)·B in float64, row-major. Every element of C is one chain of fused multiply-adds that
 * starts from C and runs over k in order. So all implementations give the same bits on every
 * machine and differ in speed alone, and it does not matter which one a draw finds.
 */
public interface MatrixProduct {
  /**
   * op(A) is m×k, B k×n, C m×n; element (i, j) of a stored matrix X is {@code x[xOffset + i·ldx +
   * j]}.
   *
   * @param transposeA whether op(A) is Aᵀ, with A stored k×m
   * @throws IndexOutOfBoundsException if a matrix does not lie within its array
   */
  void add(
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
      int ldc);

  /** Finds a faster product than core's, if this JVM can run it; registered as a service. */
  interface Source {
    Optional<MatrixProduct> product();
  }

  /** The first that a {@link Source} on the class path offers, core's own loops without one. */
  static MatrixProduct fastest() {
    return FastestProduct.FOUND;
  }
}
