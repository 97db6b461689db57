package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * tanh over vectors of float64, within 2 units in the last place. The Vector API has a tanh of its
 * own, but its bits depend on whether the JVM has compiled the caller yet; this one uses correctly
 * rounded operations only and gives the same bits always and everywhere.
 *
 * <p>Below 0.625, x + x³·P(x²)/Q(x²) with Moshier's coefficients (Cephes library, tanh.c); above, 1
 * − 2/(e^{2|x|} + 1), where e^y = 2^k·e^r with |r| ≤ ln 2/2 and the Taylor polynomial of degree 13
 * for e^r (remainder below 5e-18 relative). One division serves both.
 */
final class TanhF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * In two steps over this many elements: as one, C2 finds it too large to keep in registers. Each
   * is one method, as a vector that is given to or returned from a method that C2 does not inline
   * is an object on the heap, and called in one place: of a method with many calls to the Vector
   * API C2 inlines only some, and what remain make objects.
   */
  private static final int CHUNK = 64;

  /**
   * What {@link #apply} needs: the exponentials of a chunk, and a chunk that ends within a vector.
   */
  static final int SCRATCH = 2 * CHUNK;

  private static final double SMALL = 0.625;

  /** Above this tanh rounds to 1. */
  private static final double SATURATED = 20;

  private static final double LOG2_E = 1.4426950408889634;

  /** ln 2 in two parts; k times the first is exact. */
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final double ROUNDER = 0x1.8p52;

  private TanhF64() {}

  /**
   * y = tanh x for the elements from … to−1.
   *
   * @param scratch room for {@link #SCRATCH} numbers
   */
  static void apply(double[] x, double[] y, int from, int to, double[] scratch) {
    for (int i = from; i < to; i += CHUNK) {
      int count = Math.min(CHUNK, to - i);
      boolean whole = count % LANES == 0;
      if (!whole) System.arraycopy(x, i, scratch, CHUNK, count);
      double[] source = whole ? x : scratch;
      double[] target = whole ? y : scratch;
      int at = whole ? i : CHUNK;
      exponentials(source, at, scratch, count);
      combine(source, at, scratch, target, count);
      if (!whole) System.arraycopy(scratch, CHUNK, y, i, count);
    }
  }

  /** e^y for y = 2·min(|x|, SATURATED). */
  private static void exponentials(double[] x, int from, double[] exponential, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, x, from + i).abs();
      VectorMask<Double> saturated = size.compare(VectorOperators.GT, SATURATED);
      DoubleVector y = size.blend(SATURATED, saturated).mul(2);
      DoubleVector rounded =
          y.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
      DoubleVector k = rounded.sub(ROUNDER);
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), y);
      r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
      DoubleVector e = DoubleVector.broadcast(SPECIES, 1 / 6227020800.0);
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 479001600.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 39916800.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 3628800.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 362880.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 40320.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 5040.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 720.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 120.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 24.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1 / 6.0));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1));
      e = e.fma(r, DoubleVector.broadcast(SPECIES, 1));
      LongVector exponent = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      e.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().intoArray(exponential, i);
    }
  }

  /** tanh from x and {@code exponential}, which is e^(2|x|). */
  private static void combine(double[] from, int at, double[] exponential, double[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, from, at + i);
      DoubleVector e = DoubleVector.fromArray(SPECIES, exponential, i);
      DoubleVector z = x.mul(x);
      DoubleVector p = DoubleVector.broadcast(SPECIES, -9.64399179425052238628e-1);
      p = p.fma(z, DoubleVector.broadcast(SPECIES, -9.92877231001918586564e1));
      p = p.fma(z, DoubleVector.broadcast(SPECIES, -1.61468768441708447952e3));
      DoubleVector q = z.add(1.12811678491632931402e2);
      q = q.fma(z, DoubleVector.broadcast(SPECIES, 2.23548839060100448583e3));
      q = q.fma(z, DoubleVector.broadcast(SPECIES, 4.84406305325125486048e3));

      DoubleVector size = x.abs();
      VectorMask<Double> small = size.compare(VectorOperators.LT, SMALL);
      DoubleVector quotient =
          DoubleVector.broadcast(SPECIES, -2).blend(z.mul(p), small).div(e.add(1).blend(q, small));

      DoubleVector large = quotient.add(1);
      large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
      // The bits of a NaN would be taken for an exponent; −0 + 0 would lose its sign.
      large = large.blend(x.fma(quotient, x), small);
      x.blend(large, size.compare(VectorOperators.GT, 0)).intoArray(y, at + i);
    }
  }
}
