package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products m of every tile as its 2×2 results Aᵀ m A (Lavin and Gray 2016, F(2×2, 3×3)), with
 * the rows of Aᵀ (1, 1, 1, 0) and (0, 1, −1, −1); a vector is as many tiles.
 */
final class WinogradOutputF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private WinogradOutputF32() {}

  /**
   * One result channel of a strip.
   *
   * @param m products; element ξ of the first tile is at {@code in + ξ·stride}
   * @param sums result (y, x) of tile q goes to (2y + x)·vectors·lanes + q
   */
  static void transform(float[] m, int in, int stride, int vectors, float[] sums) {
    int ld = vectors * LANES;
    int row = 4 * stride;
    for (int out = 0; out < ld; out += LANES, in += LANES) {
      row(m, in, row, stride, 1, sums, out, ld);
      row(m, in + row, row, stride, -1, sums, out + 2 * ld, ld);
    }
  }

  /**
   * Two results: from the rows a, b and c of m, {@code row} apart, a + sign·b + sign·c. Times ±1 is
   * exact. No method gives or takes a vector, see {@link WinogradInputF32}.
   */
  private static void row(
      float[] m, int a, int row, int stride, int sign, float[] sums, int out, int ld) {
    FloatVector s = FloatVector.broadcast(SPECIES, sign);
    int b = a + row;
    int c = b + row;
    FloatVector p0 = FloatVector.fromArray(SPECIES, m, a);
    FloatVector p1 = FloatVector.fromArray(SPECIES, m, a + stride);
    FloatVector p2 = FloatVector.fromArray(SPECIES, m, a + 2 * stride);
    FloatVector p3 = FloatVector.fromArray(SPECIES, m, a + 3 * stride);
    p0 = FloatVector.fromArray(SPECIES, m, b).fma(s, p0);
    p1 = FloatVector.fromArray(SPECIES, m, b + stride).fma(s, p1);
    p2 = FloatVector.fromArray(SPECIES, m, b + 2 * stride).fma(s, p2);
    p3 = FloatVector.fromArray(SPECIES, m, b + 3 * stride).fma(s, p3);
    p0 = FloatVector.fromArray(SPECIES, m, c).fma(s, p0);
    p1 = FloatVector.fromArray(SPECIES, m, c + stride).fma(s, p1);
    p2 = FloatVector.fromArray(SPECIES, m, c + 2 * stride).fma(s, p2);
    p3 = FloatVector.fromArray(SPECIES, m, c + 3 * stride).fma(s, p3);
    p0.add(p1).add(p2).intoArray(sums, out);
    p1.sub(p2).sub(p3).intoArray(sums, out + ld);
  }

  static void copyOut(WinogradStrips.Strip strip, float[] sums, float[] to, int out, boolean add) {
    int[] places = strip.sums();
    int[] results = strip.results();
    if (add) for (int i = 0; i < places.length; i++) to[out + results[i]] += sums[places[i]];
    else for (int i = 0; i < places.length; i++) to[out + results[i]] = sums[places[i]];
  }
}
