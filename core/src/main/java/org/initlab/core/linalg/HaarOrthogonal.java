package org.initlab.core.linalg;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.initlab.core.error.Arguments;

/**
 * Matrices with orthonormal rows or columns, distributed by Haar measure (Mezzadri 2007, "How to
 * generate random matrices from the classical compact groups"): the Q of a Gaussian matrix's QR
 * factorization, every column multiplied by the sign of R's diagonal entry. Without those signs Q
 * depends on the factorization's conventions and is not uniform.
 */
public final class HaarOrthogonal {
  private HaarOrthogonal() {}

  /**
   * Draws a rows × columns matrix Q, row-major: QᵀQ = I if rows ≥ columns, otherwise QQᵀ = I. As in
   * {@code torch.nn.init.orthogonal_}, the Gaussian matrix is filled row by row in the given shape
   * and a wide one is transposed, factorized and transposed back.
   */
  public static double[] sample(int rows, int columns, UniformRandomProvider random) {
    Arguments.positive("rows", rows);
    Arguments.positive("columns", columns);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    boolean wide = rows < columns;
    int tall = Math.max(rows, columns);
    int thin = Math.min(rows, columns);
    DMatrixRMaj matrix = new DMatrixRMaj(tall, thin);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (wide) matrix.set(j, i, gaussian.sample());
        else matrix.set(i, j, gaussian.sample());
      }
    }
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(tall, thin);
    if (!qr.decompose(matrix)) {
      throw new ArithmeticException("the QR factorization of a Gaussian matrix failed");
    }
    DMatrixRMaj q = qr.getQ(null, true);
    DMatrixRMaj r = qr.getR(null, true);
    double[] result = new double[rows * columns];
    for (int i = 0; i < tall; i++) {
      for (int j = 0; j < thin; j++) {
        double value = r.get(j, j) < 0 ? -q.get(i, j) : q.get(i, j);
        result[wide ? j * columns + i : i * columns + j] = value;
      }
    }
    return result;
  }
}
