package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Inner products of two row segments in float64, left in lanes for the caller to add up: how a
 * vector adds up its own lanes is not defined. Every {@link #RUN} columns begin new lanes, so that
 * no chain of additions has more than 64 terms in float32.
 */
final class RowProductsF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Four vectors of sums, each of at most 64 terms with the widest vectors. */
  private static final int RUN = 4 * 64 * 16;

  private RowProductsF64() {}

  /** The number of lanes that a product of {@code columns} leaves. */
  static int lanes(int columns) {
    return Tiles.covering(columns, RUN) * LANES;
  }

  /** Lanes at {@code lanes[at]} and following whose sum is Σ a·b over {@code columns}. */
  static void of(double[] a, double[] b, int from, int columns, double[] lanes, int at) {
    int end = from + columns;
    for (int start = from; start < end; start += RUN) {
      run(a, b, start, Math.min(RUN, end - start), lanes, at);
      at += LANES;
    }
  }

  private static void run(double[] a, double[] b, int from, int count, double[] lanes, int at) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int end = from + count;
    int i = from;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      int j = i + LANES;
      int k = j + LANES;
      int l = k + LANES;
      s0 = DoubleVector.fromArray(SPECIES, a, i).fma(DoubleVector.fromArray(SPECIES, b, i), s0);
      s1 = DoubleVector.fromArray(SPECIES, a, j).fma(DoubleVector.fromArray(SPECIES, b, j), s1);
      s2 = DoubleVector.fromArray(SPECIES, a, k).fma(DoubleVector.fromArray(SPECIES, b, k), s2);
      s3 = DoubleVector.fromArray(SPECIES, a, l).fma(DoubleVector.fromArray(SPECIES, b, l), s3);
    }
    for (; i + LANES <= end; i += LANES) {
      s0 = DoubleVector.fromArray(SPECIES, a, i).fma(DoubleVector.fromArray(SPECIES, b, i), s0);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, at);
    for (int x = at; i < end; i++, x++) lanes[x] += a[i] * b[i];
  }
}
