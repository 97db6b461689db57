package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * eˣ for x ≤ 0 over vectors of float32, within 2 units in the last place; 0 below −87, where a
 * result would be subnormal. As {@link ExpF64}, with degree 7 (remainder below 1e-8 relative).
 */
final class ExpF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final float LOWEST = -87;

  private static final FloatVector LOG2_E = FloatVector.broadcast(SPECIES, 1.442695f);

  /** −ln 2 in two parts; k times the first is exact. */
  private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(SPECIES, -0.693359375f);

  private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(SPECIES, 2.12194440e-4f);

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final FloatVector ROUNDER = FloatVector.broadcast(SPECIES, 0x1.8p23f);

  private static final int FRACTION_BITS = 23;
  private static final int BITS_OF_ONE = 127 << FRACTION_BITS;

  // As vectors, see TanhF64.
  private static final FloatVector E7 = FloatVector.broadcast(SPECIES, 1 / 5040f);
  private static final FloatVector E6 = FloatVector.broadcast(SPECIES, 1 / 720f);
  private static final FloatVector E5 = FloatVector.broadcast(SPECIES, 1 / 120f);
  private static final FloatVector E4 = FloatVector.broadcast(SPECIES, 1 / 24f);
  private static final FloatVector E3 = FloatVector.broadcast(SPECIES, 1 / 6f);
  private static final FloatVector E2 = FloatVector.broadcast(SPECIES, 0.5f);
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);

  private ExpF32() {}

  /** The elements 0 … count−1 in place. */
  static void apply(float[] x, int count) {
    int bound = SPECIES.loopBound(count);
    vectors(x, bound);
    if (bound == count) return;
    float[] tail = new float[LANES];
    System.arraycopy(x, bound, tail, 0, count - bound);
    vectors(tail, LANES);
    System.arraycopy(tail, 0, x, bound, count - bound);
  }

  private static void vectors(float[] x, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, i);
      // A comparison, not max: a NaN stays one to the end.
      VectorMask<Float> vanishes = given.compare(VectorOperators.LT, LOWEST);
      FloatVector u = given.blend(LOWEST, vanishes);
      FloatVector rounded = u.fma(LOG2_E, ROUNDER);
      FloatVector k = rounded.sub(ROUNDER);
      FloatVector r = k.fma(MINUS_LN2_HIGH, u);
      r = k.fma(MINUS_LN2_LOW, r);
      FloatVector q = E7;
      q = q.fma(r, E6);
      q = q.fma(r, E5);
      q = q.fma(r, E4);
      q = q.fma(r, E3);
      q = q.fma(r, E2);
      FloatVector e = q.mul(r).fma(r, r).add(ONE);
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION_BITS)
              .add(BITS_OF_ONE)
              .reinterpretAsFloats();
      e.mul(power).blend(0, vanishes).intoArray(x, i);
    }
  }
}
