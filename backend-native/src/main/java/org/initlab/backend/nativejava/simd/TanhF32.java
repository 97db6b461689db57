package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * tanh over vectors of float32, within 2 units in the last place; as {@link TanhF64}, with
 * Moshier's polynomial of degree 4 in x² below 0.625 (Cephes library, tanhf.c) and degree 7 for e^r
 * (remainder below 1e-8 relative).
 */
final class TanhF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final float SMALL = 0.625f;

  /** Above this tanh rounds to 1. */
  private static final float SATURATED = 10;

  private static final FloatVector LOG2_E = FloatVector.broadcast(SPECIES, 1.442695f);

  /** −ln 2 in two parts; k times the first is exact. */
  private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(SPECIES, -0.693359375f);

  private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(SPECIES, 2.12194440e-4f);

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final FloatVector ROUNDER = FloatVector.broadcast(SPECIES, 0x1.8p23f);

  // As vectors, see TanhF64.
  private static final FloatVector E7 = FloatVector.broadcast(SPECIES, 1 / 5040f);
  private static final FloatVector E6 = FloatVector.broadcast(SPECIES, 1 / 720f);
  private static final FloatVector E5 = FloatVector.broadcast(SPECIES, 1 / 120f);
  private static final FloatVector E4 = FloatVector.broadcast(SPECIES, 1 / 24f);
  private static final FloatVector E3 = FloatVector.broadcast(SPECIES, 1 / 6f);
  private static final FloatVector E2 = FloatVector.broadcast(SPECIES, 0.5f);
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector P4 = FloatVector.broadcast(SPECIES, -5.70498872745e-3f);
  private static final FloatVector P3 = FloatVector.broadcast(SPECIES, 2.06390887954e-2f);
  private static final FloatVector P2 = FloatVector.broadcast(SPECIES, -5.37397155531e-2f);
  private static final FloatVector P1 = FloatVector.broadcast(SPECIES, 1.33314422036e-1f);
  private static final FloatVector P0 = FloatVector.broadcast(SPECIES, -3.33332819422e-1f);
  private static final FloatVector MINUS_TWO = FloatVector.broadcast(SPECIES, -2);

  private TanhF32() {}

  /**
   * y = tanh x for the elements from … to−1.
   *
   * @param scratch room for a vector
   */
  static void apply(float[] x, float[] y, int from, int to, float[] scratch) {
    int bound = from + SPECIES.loopBound(to - from);
    vectors(x, y, from, bound);
    if (bound == to) return;
    System.arraycopy(x, bound, scratch, 0, to - bound);
    vectors(scratch, scratch, 0, LANES);
    System.arraycopy(scratch, 0, y, bound, to - bound);
  }

  private static void vectors(float[] from, float[] to, int begin, int end) {
    for (int i = begin; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector size = x.abs();
      VectorMask<Float> saturated = size.compare(VectorOperators.GT, SATURATED);
      FloatVector u = size.blend(SATURATED, saturated).mul(2);
      FloatVector rounded = u.fma(LOG2_E, ROUNDER);
      FloatVector k = rounded.sub(ROUNDER);
      FloatVector r = k.fma(MINUS_LN2_HIGH, u);
      r = k.fma(MINUS_LN2_LOW, r);
      FloatVector e = E7;
      e = e.fma(r, E6);
      e = e.fma(r, E5);
      e = e.fma(r, E4);
      e = e.fma(r, E3);
      e = e.fma(r, E2);
      e = e.fma(r, ONE);
      e = e.fma(r, ONE);
      IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      e = e.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      FloatVector z = x.mul(x);
      FloatVector p = P4;
      p = p.fma(z, P3);
      p = p.fma(z, P2);
      p = p.fma(z, P1);
      p = p.fma(z, P0);

      VectorMask<Float> small = size.compare(VectorOperators.LT, SMALL);
      FloatVector large = MINUS_TWO.div(e.add(ONE)).add(ONE);
      large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
      // The bits of a NaN would be taken for an exponent; −0 + 0 would lose its sign.
      large = large.blend(x.fma(z.mul(p), x), small);
      x.blend(large, size.compare(VectorOperators.GT, 0)).intoArray(to, i);
    }
  }
}
