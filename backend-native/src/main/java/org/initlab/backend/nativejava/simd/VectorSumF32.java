package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of whole vectors in float32. */
final class VectorSumF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorSumF32() {}

  /**
   * y += x.
   *
   * @param count a multiple of the lanes
   */
  static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, i);
      sum.add(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
  }
}
