package org.initlab.core.linalg;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.error.Arguments;

/**
 * Matrices with orthonormal rows or columns, distributed by Haar measure: the Q of a Gaussian
 * matrix's Householder QR factorization, every column multiplied by the sign of R's diagonal entry
 * (Mezzadri 2007, "How to generate random matrices from the classical compact groups"). Without
 * those signs Q depends on the factorization's conventions and is not uniform.
 *
 * <p>R itself is never computed: once a column is eliminated, the columns right of it are turned by
 * an independent reflection and are again Gaussian and independent of all before. So they are drawn
 * only when it is their turn (Stewart 1980, "The efficient generation of random orthogonal matrices
 * with an application to condition estimators"), which saves half the work.
 */
public final class HaarOrthogonal {
  private HaarOrthogonal() {}

  /**
   * Draws a rows × columns matrix Q, row-major: QᵀQ = I if rows ≥ columns, otherwise QQᵀ = I. A
   * wide matrix is drawn as a tall one and transposed, as in {@code torch.nn.init.orthogonal_}.
   */
  public static double[] sample(int rows, int columns, UniformRandomProvider random) {
    Arguments.positive("rows", rows);
    Arguments.positive("columns", columns);
    double[] result = new double[Math.multiplyExact(rows, columns)];
    boolean wide = rows < columns;
    int tall = Math.max(rows, columns);
    int thin = Math.min(rows, columns);
    double[] diagonalOfR = new double[thin];
    double[] q = thinQ(tall, thin, random, diagonalOfR);
    for (int i = 0; i < tall; i++) {
      for (int j = 0; j < thin; j++) {
        double value = diagonalOfR[j] < 0 ? -q[i * thin + j] : q[i * thin + j];
        result[wide ? j * columns + i : i * columns + j] = value;
      }
    }
    return result;
  }

  /** Q, row-major, with the signs of the factorization, and the diagonal of R. */
  static double[] thinQ(int rows, int columns, UniformRandomProvider random, double[] diagonalOfR) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    Reflections[] blocks = new Reflections[(columns + Reflections.BLOCK - 1) / Reflections.BLOCK];
    for (int b = 0; b < blocks.length; b++) {
      int first = b * Reflections.BLOCK;
      double[][] vectors = new double[Math.min(Reflections.BLOCK, columns - first)][rows - first];
      for (int j = 0; j < vectors.length; j++) {
        for (int i = j; i < rows - first; i++) vectors[j][i] = gaussian.sample();
      }
      blocks[b] = Reflections.of(first, vectors, diagonalOfR);
    }
    double[] q = new double[rows * columns];
    for (int j = 0; j < columns; j++) q[j * columns + j] = 1;
    MatrixProduct product = MatrixProduct.fastest();
    // From the last block to the first: what lies left of and above a block is still the identity.
    for (int b = blocks.length - 1; b >= 0; b--) {
      blocks[b].apply(q, columns, b * Reflections.BLOCK, product);
    }
    return q;
  }
}
