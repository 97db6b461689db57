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
      upper(m, in, row, stride, sums, out, ld);
      lower(m, in + row, row, stride, sums, out + 2 * ld, ld);
    }
  }

  /**
   * The two results of the first row of Aᵀ m: from the rows a, b and c of m, {@code row} apart, a +
   * b + c. No method gives or takes a vector, see {@link WinogradInputF32}.
   */
  private static void upper(float[] m, int a, int row, int stride, float[] sums, int out, int ld) {
    int b = a + row;
    int c = b + row;
    FloatVector p0 =
        FloatVector.fromArray(SPECIES, m, a)
            .add(FloatVector.fromArray(SPECIES, m, b))
            .add(FloatVector.fromArray(SPECIES, m, c));
    FloatVector p1 =
        FloatVector.fromArray(SPECIES, m, a + stride)
            .add(FloatVector.fromArray(SPECIES, m, b + stride))
            .add(FloatVector.fromArray(SPECIES, m, c + stride));
    FloatVector p2 =
        FloatVector.fromArray(SPECIES, m, a + 2 * stride)
            .add(FloatVector.fromArray(SPECIES, m, b + 2 * stride))
            .add(FloatVector.fromArray(SPECIES, m, c + 2 * stride));
    FloatVector p3 =
        FloatVector.fromArray(SPECIES, m, a + 3 * stride)
            .add(FloatVector.fromArray(SPECIES, m, b + 3 * stride))
            .add(FloatVector.fromArray(SPECIES, m, c + 3 * stride));
    p0.add(p1).add(p2).intoArray(sums, out);
    p1.sub(p2).sub(p3).intoArray(sums, out + ld);
  }

  /** As {@link #upper} of the second row, from a − b − c. */
  private static void lower(float[] m, int a, int row, int stride, float[] sums, int out, int ld) {
    int b = a + row;
    int c = b + row;
    FloatVector p0 =
        FloatVector.fromArray(SPECIES, m, a)
            .sub(FloatVector.fromArray(SPECIES, m, b))
            .sub(FloatVector.fromArray(SPECIES, m, c));
    FloatVector p1 =
        FloatVector.fromArray(SPECIES, m, a + stride)
            .sub(FloatVector.fromArray(SPECIES, m, b + stride))
            .sub(FloatVector.fromArray(SPECIES, m, c + stride));
    FloatVector p2 =
        FloatVector.fromArray(SPECIES, m, a + 2 * stride)
            .sub(FloatVector.fromArray(SPECIES, m, b + 2 * stride))
            .sub(FloatVector.fromArray(SPECIES, m, c + 2 * stride));
    FloatVector p3 =
        FloatVector.fromArray(SPECIES, m, a + 3 * stride)
            .sub(FloatVector.fromArray(SPECIES, m, b + 3 * stride))
            .sub(FloatVector.fromArray(SPECIES, m, c + 3 * stride));
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
