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

  /**
   * What {@link #apply} needs: the exponentials of a chunk, and a chunk that ends within a vector.
   */
  static final int SCRATCH = 2 * CHUNK;

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

  /**
   * y = tanh x for the elements from … to−1.
   *
   * @param scratch room for {@link #SCRATCH} numbers
   */
  static void apply(float[] x, float[] y, int from, int to, float[] scratch) {
    for (int i = from; i < to; i += CHUNK) {
      int count = Math.min(CHUNK, to - i);
      boolean whole = count % LANES == 0;
      if (!whole) System.arraycopy(x, i, scratch, CHUNK, count);
      float[] source = whole ? x : scratch;
      float[] target = whole ? y : scratch;
      int at = whole ? i : CHUNK;
      exponentials(source, at, scratch, count);
      combine(source, at, scratch, target, count);
      if (!whole) System.arraycopy(scratch, CHUNK, y, i, count);
    }
  }

  /** e^y for y = 2·min(|x|, SATURATED). */
  private static void exponentials(float[] x, int from, float[] exponential, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector size = FloatVector.fromArray(SPECIES, x, from + i).abs();
      VectorMask<Float> saturated = size.compare(VectorOperators.GT, SATURATED);
      FloatVector y = size.blend(SATURATED, saturated).mul(2);
      FloatVector rounded =
          y.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
      FloatVector k = rounded.sub(ROUNDER);
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), y);
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
      e.reinterpretAsInts().add(exponent).reinterpretAsFloats().intoArray(exponential, i);
    }
  }

  /** tanh from x and {@code exponential}, which is e^(2|x|). */
  private static void combine(float[] from, int at, float[] exponential, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector e = FloatVector.fromArray(SPECIES, exponential, i);
      FloatVector z = x.mul(x);
      FloatVector p = FloatVector.broadcast(SPECIES, -5.70498872745e-3f);
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2.06390887954e-2f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -5.37397155531e-2f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 1.33314422036e-1f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -3.33332819422e-1f));

      FloatVector size = x.abs();
      VectorMask<Float> small = size.compare(VectorOperators.LT, SMALL);
      FloatVector large = FloatVector.broadcast(SPECIES, -2).div(e.add(1)).add(1);
      large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
      // The bits of a NaN would be taken for an exponent; −0 + 0 would lose its sign.
      large = large.blend(x.fma(z.mul(p), x), small);
      x.blend(large, size.compare(VectorOperators.GT, 0)).intoArray(y, at + i);
    }
  }
}
