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

  private static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts; k times the first is exact. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int FRACTION_BITS = 23;
  private static final int BITS_OF_ONE = 127 << FRACTION_BITS;

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
      FloatVector rounded =
          u.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
      FloatVector k = rounded.sub(ROUNDER);
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), u);
      r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector q = FloatVector.broadcast(SPECIES, 1 / 5040f);
      q = q.fma(r, FloatVector.broadcast(SPECIES, 1 / 720f));
      q = q.fma(r, FloatVector.broadcast(SPECIES, 1 / 120f));
      q = q.fma(r, FloatVector.broadcast(SPECIES, 1 / 24f));
      q = q.fma(r, FloatVector.broadcast(SPECIES, 1 / 6f));
      q = q.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
      FloatVector e = q.mul(r).fma(r, r).add(1);
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
