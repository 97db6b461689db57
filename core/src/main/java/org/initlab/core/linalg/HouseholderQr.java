package org.initlab.core.linalg;

import java.util.Arrays;
import org.initlab.core.error.Arguments;

/**
 * The thin QR factorization A = QR of a tall matrix by blocked Householder reflections in compact
 * WY form: the product of a block of reflections is I − V·T·Vᵀ (Schreiber and Van Loan 1989, "A
 * storage-efficient WY representation for products of Householder transformations"), so that almost
 * all work is sums of scaled rows. Signs are LAPACK's: a diagonal entry of R has the sign opposite
 * to that of the element it eliminates with.
 *
 * <p>The same input gives the same bits on every machine: no sum depends on the width of the
 * vectors the compiler uses.
 */
final class HouseholderQr {
  private static final int BLOCK = 32;

  /** Columns worked on at once: eight rows of that length and their sum stay in the L1 cache. */
  private static final int STRIP = 256;

  private final double[][] a;
  private final int rows;
  private final int columns;
  private final Reflections[] blocks;
  private final double[] diagonal;

  private HouseholderQr(double[][] a, int rows, int columns) {
    this.a = a;
    this.rows = rows;
    this.columns = columns;
    this.blocks = new Reflections[(columns + BLOCK - 1) / BLOCK];
    this.diagonal = new double[columns];
  }

  /**
   * Factorizes a matrix given by its rows, all of the same length n ≤ the number of rows. The array
   * is overwritten and belongs to the result.
   */
  static HouseholderQr of(double[][] a) {
    int rows = Arguments.positive("rows", a.length);
    int columns = Arguments.positive("columns", a[0].length);
    if (rows < columns) {
      throw new IllegalArgumentException(
          "a thin QR needs rows ≥ columns, was " + rows + "×" + columns);
    }
    HouseholderQr qr = new HouseholderQr(a, rows, columns);
    qr.factorize();
    return qr;
  }

  /** The diagonal of R. */
  double[] diagonalOfR() {
    return diagonal.clone();
  }

  /** Element (i, j) of R. */
  double r(int i, int j) {
    return i > j ? 0 : i == j ? diagonal[i] : a[i][j];
  }

  /** Q by rows, rows × columns, with orthonormal columns. */
  double[][] q() {
    double[][] q = new double[rows][columns];
    for (int j = 0; j < columns; j++) q[j][j] = 1;
    double[][] work = new double[BLOCK][columns];
    // From the last block to the first: what lies left of and above a block is still the identity.
    for (int b = blocks.length - 1; b >= 0; b--) {
      blocks[b].apply(q, b * BLOCK, columns, false, work);
    }
    return q;
  }

  private void factorize() {
    double[][] work = new double[BLOCK][columns];
    for (int b = 0; b < blocks.length; b++) {
      int first = b * BLOCK;
      int width = Math.min(BLOCK, columns - first);
      blocks[b] = Reflections.eliminate(a, first, width, diagonal);
      blocks[b].apply(a, first + width, columns, true, work);
    }
  }

  /**
   * A block of reflections H₁⋯H_w = I − V·T·Vᵀ that act on the rows from {@code first}: V by rows,
   * (rows − first) × w, and T upper triangular, w × w.
   */
  private record Reflections(int first, int width, double[] v, double[] t) {

    /** Eliminates {@code width} columns below the diagonal, entries of R above it stay in a. */
    static Reflections eliminate(double[][] a, int first, int width, double[] diagonal) {
      int height = a.length - first;
      double[][] panel = new double[width][height];
      for (int i = 0; i < height; i++) {
        double[] row = a[first + i];
        for (int j = 0; j < width; j++) panel[j][i] = row[first + j];
      }
      double[] tau = new double[width];
      for (int j = 0; j < width; j++) {
        tau[j] = reflect(panel[j], j, diagonal, first + j);
        for (int k = j + 1; k < width; k++) {
          double scale = -tau[j] * Dot.of(panel[j], panel[k], j, height);
          axpy(panel[k], panel[j], scale, j);
        }
        for (int i = 0; i < j; i++) {
          a[first + i][first + j] = panel[j][i];
          panel[j][i] = 0;
        }
      }
      double[] v = new double[height * width];
      for (int j = 0; j < width; j++) {
        for (int i = j; i < height; i++) v[i * width + j] = panel[j][i];
      }
      return new Reflections(first, width, v, triangle(panel, tau, height));
    }

    /**
     * Makes of x, from index j on, the vector of the reflection that takes it to a multiple of the
     * unit vector, with v_j = 1; returns τ of H = I − τ·v·vᵀ.
     */
    private static double reflect(double[] x, int j, double[] diagonal, int diagonalIndex) {
      double alpha = x[j];
      double tail = Dot.of(x, x, j + 1, x.length);
      x[j] = 1;
      if (tail == 0) {
        diagonal[diagonalIndex] = alpha;
        return 0;
      }
      double norm = Math.sqrt(alpha * alpha + tail);
      double beta = alpha > 0 ? -norm : norm;
      diagonal[diagonalIndex] = beta;
      double scale = 1 / (alpha - beta);
      for (int i = j + 1; i < x.length; i++) x[i] *= scale;
      return (beta - alpha) / beta;
    }

    private static void axpy(double[] y, double[] x, double scale, int from) {
      for (int i = from; i < y.length; i++) y[i] += scale * x[i];
    }

    /** T(0…j−1, j) = −τ_j·T·Vᵀv_j, T(j, j) = τ_j. */
    private static double[] triangle(double[][] v, double[] tau, int height) {
      int width = tau.length;
      double[] t = new double[width * width];
      double[] dots = new double[width];
      for (int j = 0; j < width; j++) {
        for (int i = 0; i < j; i++) dots[i] = Dot.of(v[i], v[j], j, height);
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
     * Columns from … to−1 of x become (I − V·T·Vᵀ)·x, or with {@code transposed} (I − V·Tᵀ·Vᵀ)·x.
     * {@code work} has at least {@code width} rows.
     */
    void apply(double[][] x, int from, int to, boolean transposed, double[][] work) {
      int height = x.length - first;
      double[][] product = new double[width][work[0].length];
      for (int j = from; j < to; j += STRIP) {
        int end = Math.min(to, j + STRIP);
        for (int r = 0; r < width; r++) {
          Arrays.fill(work[r], j, end, 0);
          Arrays.fill(product[r], j, end, 0);
        }
        for (int i = 0; i < height; i += 8) {
          int count = Math.min(8, height - i);
          for (int r = 0; r < width; r++) {
            RowCombinations.add(work[r], x, first + i, count, v, i * width + r, width, j, end);
          }
        }
        double[] minusT = new double[width];
        for (int r = 0; r < width; r++) {
          for (int k = 0; k < width; k++) {
            minusT[k] = -(transposed ? t[k * width + r] : t[r * width + k]);
          }
          RowCombinations.add(product[r], work, 0, width, minusT, 0, 1, j, end);
        }
        for (int i = 0; i < height; i++) {
          RowCombinations.add(x[first + i], product, 0, width, v, i * width, 1, j, end);
        }
      }
    }
  }
}
