package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of whole vectors in float64. */
final class VectorSumF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorSumF64() {}

  /**
   * y += x.
   *
   * @param count a multiple of the lanes
   */
  static void add(double[] x, double[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, y, i);
      sum.add(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
  }
}
