package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As {@link MicroKernelF32} in float32, for one vector of columns: a product of so few columns
 * would leave half of a wider tile empty. Worth its loads, more than one for a multiply-add, where
 * a vector takes a core's multiply-add units a whole cycle.
 */
final class NarrowKernelF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Of which the rows of a product must be a multiple. */
  static final int ROW_STEP = 4;

  private NarrowKernelF32() {}

  /**
   * c[r·ldc + j] += Σ_p a[ap + rows·p + r]·b[bp + p·lanes + j] for r &lt; rows and j &lt; lanes;
   * the chain begins with c.
   *
   * @param rows a multiple of {@link #ROW_STEP}
   */
  static void run(
      int rows, int depth, float[] a, int ap, float[] b, int bp, float[] c, int cp, int ldc) {
    int r = 0;
    for (; r + 8 <= rows; r += 8) run8(rows, depth, a, ap + r, b, bp, c, cp + r * ldc, ldc);
    if (r < rows) run4(rows, depth, a, ap + r, b, bp, c, cp + r * ldc, ldc);
  }

  private static void run8(
      int lda, int depth, float[] a, int ap, float[] b, int bp, float[] c, int cp, int ldc) {
    int q = cp + 7 * ldc;
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, q);
    for (int p = 0; p < depth; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bp);
      c0 = FloatVector.broadcast(SPECIES, a[ap]).fma(v, c0);
      c1 = FloatVector.broadcast(SPECIES, a[ap + 1]).fma(v, c1);
      c2 = FloatVector.broadcast(SPECIES, a[ap + 2]).fma(v, c2);
      c3 = FloatVector.broadcast(SPECIES, a[ap + 3]).fma(v, c3);
      c4 = FloatVector.broadcast(SPECIES, a[ap + 4]).fma(v, c4);
      c5 = FloatVector.broadcast(SPECIES, a[ap + 5]).fma(v, c5);
      c6 = FloatVector.broadcast(SPECIES, a[ap + 6]).fma(v, c6);
      c7 = FloatVector.broadcast(SPECIES, a[ap + 7]).fma(v, c7);
      ap += lda;
      bp += LANES;
    }
    q = cp;
    c0.intoArray(c, q);
    q += ldc;
    c1.intoArray(c, q);
    q += ldc;
    c2.intoArray(c, q);
    q += ldc;
    c3.intoArray(c, q);
    q += ldc;
    c4.intoArray(c, q);
    q += ldc;
    c5.intoArray(c, q);
    q += ldc;
    c6.intoArray(c, q);
    q += ldc;
    c7.intoArray(c, q);
  }

  private static void run4(
      int lda, int depth, float[] a, int ap, float[] b, int bp, float[] c, int cp, int ldc) {
    int q = cp + 3 * ldc;
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, q);
    for (int p = 0; p < depth; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bp);
      c0 = FloatVector.broadcast(SPECIES, a[ap]).fma(v, c0);
      c1 = FloatVector.broadcast(SPECIES, a[ap + 1]).fma(v, c1);
      c2 = FloatVector.broadcast(SPECIES, a[ap + 2]).fma(v, c2);
      c3 = FloatVector.broadcast(SPECIES, a[ap + 3]).fma(v, c3);
      ap += lda;
      bp += LANES;
    }
    q = cp;
    c0.intoArray(c, q);
    q += ldc;
    c1.intoArray(c, q);
    q += ldc;
    c2.intoArray(c, q);
    q += ldc;
    c3.intoArray(c, q);
  }
}
