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
  static final int LANES = SPECIES.length();

  private static final double SMALL = 0.625;

  /** Above this tanh rounds to 1. */
  private static final double SATURATED = 20;

  private static final DoubleVector LOG2_E = DoubleVector.broadcast(SPECIES, 1.4426950408889634);

  /** −ln 2 in two parts; k times the first is exact. */
  private static final DoubleVector MINUS_LN2_HIGH =
      DoubleVector.broadcast(SPECIES, -0x1.62e42fee00000p-1);

  private static final DoubleVector MINUS_LN2_LOW =
      DoubleVector.broadcast(SPECIES, -0x1.a39ef35793c76p-33);

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final DoubleVector ROUNDER = DoubleVector.broadcast(SPECIES, 0x1.8p52);

  // As vectors: C2 inlines a method's calls up to a number of nodes, a third of which broadcasts
  // would take; every vector of a call that it does not inline is an object on the heap. For the
  // same reason the loop is one method, too large to be inlined by others.
  private static final DoubleVector E13 = DoubleVector.broadcast(SPECIES, 1 / 6227020800.0);
  private static final DoubleVector E12 = DoubleVector.broadcast(SPECIES, 1 / 479001600.0);
  private static final DoubleVector E11 = DoubleVector.broadcast(SPECIES, 1 / 39916800.0);
  private static final DoubleVector E10 = DoubleVector.broadcast(SPECIES, 1 / 3628800.0);
  private static final DoubleVector E9 = DoubleVector.broadcast(SPECIES, 1 / 362880.0);
  private static final DoubleVector E8 = DoubleVector.broadcast(SPECIES, 1 / 40320.0);
  private static final DoubleVector E7 = DoubleVector.broadcast(SPECIES, 1 / 5040.0);
  private static final DoubleVector E6 = DoubleVector.broadcast(SPECIES, 1 / 720.0);
  private static final DoubleVector E5 = DoubleVector.broadcast(SPECIES, 1 / 120.0);
  private static final DoubleVector E4 = DoubleVector.broadcast(SPECIES, 1 / 24.0);
  private static final DoubleVector E3 = DoubleVector.broadcast(SPECIES, 1 / 6.0);
  private static final DoubleVector E2 = DoubleVector.broadcast(SPECIES, 0.5);
  private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
  private static final DoubleVector P2 =
      DoubleVector.broadcast(SPECIES, -9.64399179425052238628e-1);
  private static final DoubleVector P1 = DoubleVector.broadcast(SPECIES, -9.92877231001918586564e1);
  private static final DoubleVector P0 = DoubleVector.broadcast(SPECIES, -1.61468768441708447952e3);
  private static final DoubleVector Q2 = DoubleVector.broadcast(SPECIES, 1.12811678491632931402e2);
  private static final DoubleVector Q1 = DoubleVector.broadcast(SPECIES, 2.23548839060100448583e3);
  private static final DoubleVector Q0 = DoubleVector.broadcast(SPECIES, 4.84406305325125486048e3);
  private static final DoubleVector MINUS_TWO = DoubleVector.broadcast(SPECIES, -2);

  private TanhF64() {}

  /**
   * y = tanh x for the elements from … to−1.
   *
   * @param scratch room for a vector
   */
  static void apply(double[] x, double[] y, int from, int to, double[] scratch) {
    int bound = from + SPECIES.loopBound(to - from);
    vectors(x, y, from, bound);
    if (bound == to) return;
    System.arraycopy(x, bound, scratch, 0, to - bound);
    vectors(scratch, scratch, 0, LANES);
    System.arraycopy(scratch, 0, y, bound, to - bound);
  }

  private static void vectors(double[] from, double[] to, int begin, int end) {
    for (int i = begin; i < end; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, from, i);
      DoubleVector size = x.abs();
      VectorMask<Double> saturated = size.compare(VectorOperators.GT, SATURATED);
      DoubleVector u = size.blend(SATURATED, saturated).mul(2);
      DoubleVector rounded = u.fma(LOG2_E, ROUNDER);
      DoubleVector k = rounded.sub(ROUNDER);
      DoubleVector r = k.fma(MINUS_LN2_HIGH, u);
      r = k.fma(MINUS_LN2_LOW, r);
      DoubleVector e = E13;
      e = e.fma(r, E12);
      e = e.fma(r, E11);
      e = e.fma(r, E10);
      e = e.fma(r, E9);
      e = e.fma(r, E8);
      e = e.fma(r, E7);
      e = e.fma(r, E6);
      e = e.fma(r, E5);
      e = e.fma(r, E4);
      e = e.fma(r, E3);
      e = e.fma(r, E2);
      e = e.fma(r, ONE);
      e = e.fma(r, ONE);
      LongVector exponent = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      e = e.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
      DoubleVector z = x.mul(x);
      DoubleVector p = P2;
      p = p.fma(z, P1);
      p = p.fma(z, P0);
      DoubleVector q = z.add(Q2);
      q = q.fma(z, Q1);
      q = q.fma(z, Q0);

      VectorMask<Double> small = size.compare(VectorOperators.LT, SMALL);
      DoubleVector quotient = MINUS_TWO.blend(z.mul(p), small).div(e.add(ONE).blend(q, small));

      DoubleVector large = quotient.add(ONE);
      large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
      // The bits of a NaN would be taken for an exponent; −0 + 0 would lose its sign.
      large = large.blend(x.fma(quotient, x), small);
      x.blend(large, size.compare(VectorOperators.GT, 0)).intoArray(to, i);
    }
  }
}
