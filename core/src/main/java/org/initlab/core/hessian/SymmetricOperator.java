package org.initlab.core.hessian;

/** A real symmetric matrix A that is known by its products alone. */
public interface SymmetricOperator {
  /** n, the number of rows. */
  int dimension();

  /**
   * A·v, a new array; may hold what is not finite, where A overflows.
   *
   * @param v of length n, finite; not changed
   */
  double[] apply(double[] v);
}
