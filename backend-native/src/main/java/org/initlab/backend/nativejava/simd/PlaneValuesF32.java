package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What layers do to one plane of a state, value by value, in float32; the bits of the plain loops.
 * The compiler's own vectors are as fast or faster for planes that are long against how far it
 * unrolls; those of 8×8 would run outside of its vector loop.
 */
final class PlaneValuesF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  private static final int LONGEST = 256;

  private PlaneValuesF32() {}

  /** Whether planes of this size are faster here than in the plain loops. */
  static boolean isShort(int positions) {
    return positions > 1 && positions <= LONGEST;
  }

  /** y += shift. */
  static void add(float shift, float[] y, int from, int to) {
    int bound = from + SPECIES.loopBound(to - from);
    int p = from;
    for (; p < bound; p += LANES) {
      FloatVector.fromArray(SPECIES, y, p).add(shift).intoArray(y, p);
    }
    for (; p < to; p++) y[p] += shift;
  }

  /**
   * Σ y in float32 whatever the precision of the terms: every lane in its own, at most {@link
   * #LONGEST} / lanes of them, and the lanes in order.
   *
   * @param lanes room for a vector
   */
  static final double sum(float[] y, int from, int to, float[] lanes) {
    int bound = from + SPECIES.loopBound(to - from);
    FloatVector partial = FloatVector.zero(SPECIES);
    for (int p = from; p < bound; p += LANES) {
      partial = partial.add(FloatVector.fromArray(SPECIES, y, p));
    }
    partial.intoArray(lanes, 0);
    var sum = 0.0d;
    for (int i = 0; i < LANES; i++) sum += lanes[i];
    for (int p = bound; p < to; p++) sum += y[p];
    return sum;
  }
}
