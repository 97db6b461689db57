package org.initlab.core.hessian;

/** A matrix that is there as a whole. */
record DenseOperator(double[][] rows) implements SymmetricOperator {
  /** 2 on the diagonal and −1 beside it: λ_k = 2 − 2 cos(kπ/(n + 1)), k = 1…n. */
  static DenseOperator laplacian(int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = 2;
      if (i > 0) a[i][i - 1] = a[i - 1][i] = -1;
    }
    return new DenseOperator(a);
  }

  static double laplacianEigenvalue(int k, int n) {
    return 2 - 2 * Math.cos(k * Math.PI / (n + 1));
  }

  static DenseOperator diagonal(double... values) {
    double[][] a = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) a[i][i] = values[i];
    return new DenseOperator(a);
  }

  @Override
  public int dimension() {
    return rows.length;
  }

  @Override
  public double[] apply(double[] v) {
    double[] w = new double[rows.length];
    for (int i = 0; i < w.length; i++) w[i] = Vectors.dot(rows[i], v);
    return w;
  }
}
