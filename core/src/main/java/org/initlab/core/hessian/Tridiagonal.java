package org.initlab.core.hessian;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvalues of a symmetric tridiagonal matrix, ascending, with the first and last components
 * of its unit eigenvectors.
 */
record Tridiagonal(double[] values, double[] first, double[] last) {
  /**
   * @param diagonal m values
   * @param beside m − 1 values beside the diagonal; more are not read
   */
  static Tridiagonal of(double[] diagonal, double[] beside) {
    int m = diagonal.length;
    DMatrixRMaj t = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      t.set(i, i, diagonal[i]);
      if (i + 1 == m) break;
      t.set(i, i + 1, beside[i]);
      t.set(i + 1, i, beside[i]);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
    if (!eigen.decompose(t)) {
      throw new IllegalStateException("the QR algorithm did not converge for " + t);
    }
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> eigen.getEigenvalue(i).getReal()))
            .mapToInt(i -> i)
            .toArray();
    double[] values = new double[m];
    double[] first = new double[m];
    double[] last = new double[m];
    for (int i = 0; i < m; i++) {
      DMatrixRMaj vector = eigen.getEigenVector(order[i]);
      values[i] = eigen.getEigenvalue(order[i]).getReal();
      first[i] = vector.get(0, 0);
      last[i] = vector.get(m - 1, 0);
    }
    return new Tridiagonal(values, first, last);
  }
}
