package org.initlab.core.linalg;

/**
 * Sums of scaled rows, the only loops in {@link Reflections} that take time. All rows are indexed
 * by the same variable and nothing is reduced, so the compiler vectorizes them without being
 * allowed to reorder a sum.
 */
final class RowCombinations {
  private RowCombinations() {}

  /**
   * target[j] += Σ_i c[i·stride + offset]·rows[first + i][j] for from ≤ j &lt; to and 0 ≤ i &lt;
   * count.
   */
  static void add(
      double[] target,
      double[][] rows,
      int first,
      int count,
      double[] c,
      int offset,
      int stride,
      int from,
      int to) {
    int i = 0;
    int at = offset;
    for (; i + 4 <= count; i += 4, at += 4 * stride) {
      add4(
          target,
          rows[first + i],
          rows[first + i + 1],
          rows[first + i + 2],
          rows[first + i + 3],
          c[at],
          c[at + stride],
          c[at + 2 * stride],
          c[at + 3 * stride],
          from,
          to);
    }
    for (; i < count; i++, at += stride) add1(target, rows[first + i], c[at], from, to);
  }

  private static void add1(double[] y, double[] x, double c, int from, int to) {
    for (int j = from; j < to; j++) y[j] = Math.fma(c, x[j], y[j]);
  }

  /**
   * Four rows at once: measured, the C2 of JDK 17 vectorizes no loop over more arrays than five.
   */
  private static void add4(
      double[] y,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double c0,
      double c1,
      double c2,
      double c3,
      int from,
      int to) {
    for (int j = from; j < to; j++) {
      double sum = Math.fma(c0, x0[j], y[j]);
      sum = Math.fma(c1, x1[j], sum);
      sum = Math.fma(c2, x2[j], sum);
      y[j] = Math.fma(c3, x3[j], sum);
    }
  }
}
