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

  /** In two steps over this many elements, see {@link TanhF64}. */
  private static final int CHUNK = 64;

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
    float[] exponential = new float[CHUNK];
    int i = from;
    for (; i + CHUNK <= to; i += CHUNK) {
      exponentials(x, i, exponential);
      combine(x, i, exponential, y, i);
    }
    if (i < to) {
      float[] tail = new float[CHUNK];
      System.arraycopy(x, i, tail, 0, to - i);
      exponentials(tail, 0, exponential);
      combine(tail, 0, exponential, tail, 0);
      System.arraycopy(tail, 0, y, i, to - i);
    }
  }

  private static void exponentials(float[] x, int from, float[] e) {
    for (int i = 0; i < CHUNK; i += LANES) {
      FloatVector size = FloatVector.fromArray(SPECIES, x, from + i).abs();
      VectorMask<Float> saturated = size.compare(VectorOperators.GT, SATURATED);
      exp(size.blend(SATURATED, saturated).mul(2)).intoArray(e, i);
    }
  }

  private static void combine(float[] x, int from, float[] e, float[] y, int to) {
    for (int i = 0; i < CHUNK; i += LANES) {
      tanh(FloatVector.fromArray(SPECIES, x, from + i), FloatVector.fromArray(SPECIES, e, i))
          .intoArray(y, to + i);
    }
  }

  /** {@code e} is exp(2|x|). */
  private static FloatVector tanh(FloatVector x, FloatVector e) {
    FloatVector z = x.mul(x);
    FloatVector p = constant(-5.70498872745e-3f);
    p = p.fma(z, constant(2.06390887954e-2f));
    p = p.fma(z, constant(-5.37397155531e-2f));
    p = p.fma(z, constant(1.33314422036e-1f));
    p = p.fma(z, constant(-3.33332819422e-1f));

    FloatVector size = x.abs();
    VectorMask<Float> small = size.compare(VectorOperators.LT, SMALL);
    FloatVector large = constant(-2).div(e.add(1)).add(1);
    large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
    // The bits of a NaN would be taken for an exponent; −0 + 0 would lose its sign.
    return large
        .blend(x.fma(z.mul(p), x), small)
        .blend(x, size.compare(VectorOperators.GT, 0).not());
  }

  /** e^y for 0 ≤ y ≤ 2·SATURATED. */
  private static FloatVector exp(FloatVector y) {
    FloatVector rounded = y.fma(constant(LOG2_E), constant(ROUNDER));
    FloatVector k = rounded.sub(ROUNDER);
    FloatVector r = k.fma(constant(-LN2_HIGH), y);
    r = k.fma(constant(-LN2_LOW), r);
    FloatVector e = constant(1 / 5040f);
    e = e.fma(r, constant(1 / 720f));
    e = e.fma(r, constant(1 / 120f));
    e = e.fma(r, constant(1 / 24f));
    e = e.fma(r, constant(1 / 6f));
    e = e.fma(r, constant(0.5f));
    e = e.fma(r, constant(1));
    e = e.fma(r, constant(1));
    IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return e.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
