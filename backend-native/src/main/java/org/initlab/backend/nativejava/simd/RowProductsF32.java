package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Inner products of two row segments in float32, left in lanes for the caller to add up: how a
 * vector adds up its own lanes is not defined. Every {@link #RUN} columns begin new lanes, so that
 * no chain of additions has more than 64 terms in float32.
 */
final class RowProductsF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Four vectors of sums, each of at most 64 terms with the widest vectors. */
  private static final int RUN = 4 * 64 * 16;

  private RowProductsF32() {}

  /** The number of lanes that a product of {@code columns} leaves. */
  static int lanes(int columns) {
    return Tiles.covering(columns, RUN) * LANES;
  }

  /** Lanes at {@code lanes[at]} and following whose sum is Σ a·b over {@code columns}. */
  static void of(float[] a, float[] b, int from, int columns, float[] lanes, int at) {
    int end = from + columns;
    for (int start = from; start < end; start += RUN) {
      run(a, b, start, Math.min(RUN, end - start), lanes, at);
      at += LANES;
    }
  }

  private static void run(float[] a, float[] b, int from, int count, float[] lanes, int at) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int end = from + count;
    int i = from;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      int j = i + LANES;
      int k = j + LANES;
      int l = k + LANES;
      s0 = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), s0);
      s1 = FloatVector.fromArray(SPECIES, a, j).fma(FloatVector.fromArray(SPECIES, b, j), s1);
      s2 = FloatVector.fromArray(SPECIES, a, k).fma(FloatVector.fromArray(SPECIES, b, k), s2);
      s3 = FloatVector.fromArray(SPECIES, a, l).fma(FloatVector.fromArray(SPECIES, b, l), s3);
    }
    for (; i + LANES <= end; i += LANES) {
      s0 = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), s0);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, at);
    for (int x = at; i < end; i++, x++) lanes[x] += a[i] * b[i];
  }
}
