package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products m of every tile as its 2×2 results Aᵀ m A (Lavin and Gray 2016, F(2×2, 3×3)), with
 * the rows of Aᵀ (1, 1, 1, 0) and (0, 1, −1, −1); a vector is as many tiles.
 */
final class WinogradOutputF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private WinogradOutputF64() {}

  /**
   * One result channel of a strip.
   *
   * @param m products; element ξ of the first tile is at {@code in + ξ·stride}
   * @param sums result (y, x) of tile q goes to (2y + x)·vectors·lanes + q
   */
  static void transform(double[] m, int in, int stride, int vectors, double[] sums) {
    int ld = vectors * LANES;
    for (int out = 0; out < ld; out += LANES, in += LANES) {
      DoubleVector p0 = upper(m, in, stride);
      DoubleVector p1 = upper(m, in + stride, stride);
      DoubleVector p2 = upper(m, in + 2 * stride, stride);
      DoubleVector p3 = upper(m, in + 3 * stride, stride);
      p0.add(p1).add(p2).intoArray(sums, out);
      p1.sub(p2).sub(p3).intoArray(sums, out + ld);
      p0 = lower(m, in, stride);
      p1 = lower(m, in + stride, stride);
      p2 = lower(m, in + 2 * stride, stride);
      p3 = lower(m, in + 3 * stride, stride);
      p0.add(p1).add(p2).intoArray(sums, out + 2 * ld);
      p1.sub(p2).sub(p3).intoArray(sums, out + 3 * ld);
    }
  }

  /** One column of the first row of Aᵀ m. */
  private static DoubleVector upper(double[] m, int at, int stride) {
    return DoubleVector.fromArray(SPECIES, m, at)
        .add(DoubleVector.fromArray(SPECIES, m, at + 4 * stride))
        .add(DoubleVector.fromArray(SPECIES, m, at + 8 * stride));
  }

  /** One column of the second row of Aᵀ m. */
  private static DoubleVector lower(double[] m, int at, int stride) {
    return DoubleVector.fromArray(SPECIES, m, at + 4 * stride)
        .sub(DoubleVector.fromArray(SPECIES, m, at + 8 * stride))
        .sub(DoubleVector.fromArray(SPECIES, m, at + 12 * stride));
  }

  static void copyOut(
      WinogradStrips.Strip strip, double[] sums, double[] to, int out, boolean add) {
    int[] places = strip.sums();
    int[] results = strip.results();
    if (add) for (int i = 0; i < places.length; i++) to[out + results[i]] += sums[places[i]];
    else for (int i = 0; i < places.length; i++) to[out + results[i]] = sums[places[i]];
  }
}
