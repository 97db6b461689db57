package org.initlab.core.linalg;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
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
    double[][] matrix = new double[tall][thin];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (wide) matrix[j][i] = gaussian.sample();
        else matrix[i][j] = gaussian.sample();
      }
    }
    HouseholderQr qr = HouseholderQr.of(matrix);
    double[][] q = qr.q();
    double[] diagonal = qr.diagonalOfR();
    double[] result = new double[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < tall; i++) {
      for (int j = 0; j < thin; j++) {
        result[wide ? j * columns + i : i * columns + j] = diagonal[j] < 0 ? -q[i][j] : q[i][j];
      }
    }
    return result;
  }
}
