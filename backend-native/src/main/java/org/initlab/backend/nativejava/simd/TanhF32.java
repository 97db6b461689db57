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
  private static final int LANES = SPECIES.length();

  private static final float SMALL = 0.625f;

  /** Above this tanh rounds to 1. */
  private static final float SATURATED = 10;

  private static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts; k times the first is exact. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private TanhF32() {}

  static void apply(float[] x, float[] y, int from, int to) {
    int bound = from + SPECIES.loopBound(to - from);
    vectors(x, y, from, bound);
    if (bound == to) return;
    float[] tail = new float[LANES];
    System.arraycopy(x, bound, tail, 0, to - bound);
    vectors(tail, tail, 0, LANES);
    System.arraycopy(tail, 0, y, bound, to - bound);
  }

  private static void vectors(float[] from, float[] to, int begin, int end) {
    for (int i = begin; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector size = x.abs();
      VectorMask<Float> saturated = size.compare(VectorOperators.GT, SATURATED);
      FloatVector u = size.blend(SATURATED, saturated).mul(2);
      FloatVector rounded =
          u.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
      FloatVector k = rounded.sub(ROUNDER);
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), u);
      r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector e = FloatVector.broadcast(SPECIES, 1 / 5040f);
      e = e.fma(r, FloatVector.broadcast(SPECIES, 1 / 720f));
      e = e.fma(r, FloatVector.broadcast(SPECIES, 1 / 120f));
      e = e.fma(r, FloatVector.broadcast(SPECIES, 1 / 24f));
      e = e.fma(r, FloatVector.broadcast(SPECIES, 1 / 6f));
      e = e.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
      e = e.fma(r, FloatVector.broadcast(SPECIES, 1));
      e = e.fma(r, FloatVector.broadcast(SPECIES, 1));
      IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      e = e.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      FloatVector z = x.mul(x);
      FloatVector p = FloatVector.broadcast(SPECIES, -5.70498872745e-3f);
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2.06390887954e-2f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -5.37397155531e-2f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 1.33314422036e-1f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -3.33332819422e-1f));

      VectorMask<Float> small = size.compare(VectorOperators.LT, SMALL);
      FloatVector large = FloatVector.broadcast(SPECIES, -2).div(e.add(1)).add(1);
      large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
      // The bits of a NaN would be taken for an exponent; −0 + 0 would lose its sign.
      large = large.blend(x.fma(z.mul(p), x), small);
      x.blend(large, size.compare(VectorOperators.GT, 0)).intoArray(to, i);
    }
  }
}
