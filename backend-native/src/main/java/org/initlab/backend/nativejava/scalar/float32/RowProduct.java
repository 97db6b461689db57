package org.initlab.backend.nativejava.scalar.float32;

/**
 * C = A·B or C += A·B for some rows of C, as sums of rows: C_i = Σ_q A_iq·B_q, with the arrays that
 * one thread needs for it. {@value #DEPTH} rows of B are copied, {@value #COLUMNS} columns of them,
 * and added to {@value #ROWS} rows of C with the factors A_iq, then the next rows of B. Every sum
 * has its terms in the order of q, wherever a tile begins.
 */
final class RowProduct {
  private static final int ROWS = 64;
  private static final int COLUMNS = 512;
  private static final int DEPTH = 8;

  // Not final: "final double" would stay float64 in the float32 loops.
  private float[] factors = new float[DEPTH];
  private float[][] rows = {};
  private float[][] totals = {};

  /** A, whose element (i, q) is {@code values[i·rowStep + q·columnStep]}. */
  record Factors(float[] values, int rowStep, int columnStep) {}

  /**
   * @param depth columns of A and rows of B
   * @param c row-major, of {@code width} columns
   * @param from the first row of C
   * @param to one past the last row of C
   */
  void compute(
      Factors a, RowSource b, int depth, float[] c, int width, int from, int to, boolean add) {
    int columns = Math.min(COLUMNS, width);
    rows = Rows.reserve(rows, DEPTH, columns);
    totals = Rows.reserve(totals, Math.min(ROWS, to - from), columns);
    for (int row = from; row < to; row += ROWS) {
      int end = Math.min(to, row + ROWS);
      for (int column = 0; column < width; column += COLUMNS) {
        int count = Math.min(COLUMNS, width - column);
        accumulate(a, b, depth, row, end, column, count);
        for (int i = row; i < end; i++) store(totals[i - row], c, i * width + column, count, add);
      }
    }
  }

  private void accumulate(
      Factors a, RowSource b, int depth, int from, int to, int column, int count) {
    Rows.clear(totals, to - from, count);
    for (int q = 0; q < depth; q += DEPTH) {
      int terms = Math.min(DEPTH, depth - q);
      b.copy(rows, q, terms, column, count);
      for (int i = from; i < to; i++) {
        int at = i * a.rowStep + q * a.columnStep;
        for (int r = 0; r < terms; r++) factors[r] = a.values[at + r * a.columnStep];
        RowSums.add(totals[i - from], rows, factors, terms, count);
      }
    }
  }

  private static void store(float[] total, float[] c, int at, int count, boolean add) {
    for (int j = 0; j < count; j++) c[at + j] = add ? c[at + j] + total[j] : total[j];
  }
}
