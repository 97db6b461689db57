package org.initlab.core.linalg;

/**
 * A block of Householder reflections in compact WY form, H₁⋯H_w = I − V·T·Vᵀ with T upper
 * triangular (Schreiber and Van Loan 1989, "A storage-efficient WY representation for products of
 * Householder transformations"), so that applying it is nothing but sums of scaled rows.
 *
 * <p>Every operation has one order and one rounding, whatever the compiler vectorizes: the same
 * input gives the same bits on every machine.
 */
final class Reflections {
  /** Reflections per block; measured, 16 and 64 are slower. */
  static final int BLOCK = 32;

  private final int first;
  private final int width;
  private final double[] v;
  private final double[] t;

  private Reflections(int first, int width, double[] v, double[] t) {
    this.first = first;
    this.width = width;
    this.v = v;
    this.t = t;
  }

  /**
   * The reflections H_j = I − τ_j·v_j·v_jᵀ that take vector j to a multiple β_j of unit vector j.
   *
   * @param first the row on which element 0 of a vector acts
   * @param vectors at most {@link #BLOCK} vectors of one length; elements before j of vector j are
   *     zero. They are overwritten by the v_j, v_jj = 1.
   * @param beta receives β_j at first + j: −sign(x_jj)·‖x_j‖, as LAPACK has it, and x_jj where
   *     nothing needs to be eliminated
   */
  static Reflections of(int first, double[][] vectors, double[] beta) {
    int width = vectors.length;
    int height = vectors[0].length;
    double[] tau = new double[width];
    double[] v = new double[height * width];
    for (int j = 0; j < width; j++) {
      tau[j] = reflect(vectors[j], j, beta, first + j);
      for (int i = j; i < height; i++) v[i * width + j] = vectors[j][i];
    }
    return new Reflections(first, width, v, triangle(vectors, tau));
  }

  private static double reflect(double[] x, int j, double[] beta, int at) {
    double alpha = x[j];
    double tail = Dot.of(x, x, j + 1, x.length);
    x[j] = 1;
    if (tail == 0) {
      beta[at] = alpha;
      return 0;
    }
    double norm = Math.sqrt(alpha * alpha + tail);
    beta[at] = alpha > 0 ? -norm : norm;
    double scale = 1 / (alpha - beta[at]);
    for (int i = j + 1; i < x.length; i++) x[i] *= scale;
    return (beta[at] - alpha) / beta[at];
  }

  /** T(0…j−1, j) = −τ_j·T·Vᵀv_j, T(j, j) = τ_j. */
  private static double[] triangle(double[][] v, double[] tau) {
    int width = tau.length;
    double[] t = new double[width * width];
    double[] dots = new double[width];
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < j; i++) dots[i] = Dot.of(v[i], v[j], j, v[j].length);
      for (int i = 0; i < j; i++) {
        double sum = 0;
        for (int k = i; k < j; k++) sum += t[i * width + k] * dots[k];
        t[i * width + j] = -tau[j] * sum;
      }
      t[j * width + j] = tau[j];
    }
    return t;
  }

  /**
   * Columns {@code from} and following of x, row-major with that many columns, become (I −
   * V·T·Vᵀ)·x.
   */
  void apply(double[] x, int columns, int from, MatrixProduct product) {
    int n = columns - from;
    int height = v.length / width;
    int corner = first * columns + from;
    double[] dots = new double[width * n];
    double[] steps = new double[width * n];
    product.add(true, width, n, height, v, 0, width, x, corner, columns, dots, 0, n);
    product.add(false, width, n, width, minusT(), 0, width, dots, 0, n, steps, 0, n);
    product.add(false, height, n, width, v, 0, width, steps, 0, n, x, corner, columns);
  }

  private double[] minusT() {
    double[] result = new double[t.length];
    for (int i = 0; i < t.length; i++) result[i] = -t[i];
    return result;
  }
}
