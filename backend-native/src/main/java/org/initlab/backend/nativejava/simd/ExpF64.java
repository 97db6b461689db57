package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * eˣ for x ≤ 0 over vectors of float64, within 2 units in the last place; 0 below −708, where a
 * result would be subnormal. Correctly rounded operations only, as in {@link TanhF64}: 2^k·e^r with
 * |r| ≤ ln 2/2, and e^r = 1 + (r + r²·q(r)) by the Taylor polynomial of degree 13 (remainder below
 * 5e-18 relative).
 */
final class ExpF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final double LOWEST = -708;

  private static final DoubleVector LOG2_E = DoubleVector.broadcast(SPECIES, 1.4426950408889634);

  /** −ln 2 in two parts; k times the first is exact. */
  private static final DoubleVector MINUS_LN2_HIGH =
      DoubleVector.broadcast(SPECIES, -0x1.62e42fee00000p-1);

  private static final DoubleVector MINUS_LN2_LOW =
      DoubleVector.broadcast(SPECIES, -0x1.a39ef35793c76p-33);

  /** Adding it rounds to an integer, which is then found in the low bits. */
  private static final DoubleVector ROUNDER = DoubleVector.broadcast(SPECIES, 0x1.8p52);

  private static final int FRACTION_BITS = 52;
  private static final long BITS_OF_ONE = 1023L << FRACTION_BITS;

  // As vectors, see TanhF64.
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

  private ExpF64() {}

  /** The elements 0 … count−1 in place. */
  static void apply(double[] x, int count) {
    int bound = SPECIES.loopBound(count);
    vectors(x, bound);
    if (bound == count) return;
    double[] tail = new double[LANES];
    System.arraycopy(x, bound, tail, 0, count - bound);
    vectors(tail, LANES);
    System.arraycopy(tail, 0, x, bound, count - bound);
  }

  private static void vectors(double[] x, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector given = DoubleVector.fromArray(SPECIES, x, i);
      // A comparison, not max: a NaN stays one to the end.
      VectorMask<Double> vanishes = given.compare(VectorOperators.LT, LOWEST);
      DoubleVector u = given.blend(LOWEST, vanishes);
      DoubleVector rounded = u.fma(LOG2_E, ROUNDER);
      DoubleVector k = rounded.sub(ROUNDER);
      DoubleVector r = k.fma(MINUS_LN2_HIGH, u);
      r = k.fma(MINUS_LN2_LOW, r);
      DoubleVector q = E13;
      q = q.fma(r, E12);
      q = q.fma(r, E11);
      q = q.fma(r, E10);
      q = q.fma(r, E9);
      q = q.fma(r, E8);
      q = q.fma(r, E7);
      q = q.fma(r, E6);
      q = q.fma(r, E5);
      q = q.fma(r, E4);
      q = q.fma(r, E3);
      q = q.fma(r, E2);
      DoubleVector e = q.mul(r).fma(r, r).add(ONE);
      DoubleVector power =
          rounded
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, FRACTION_BITS)
              .add(BITS_OF_ONE)
              .reinterpretAsDoubles();
      e.mul(power).blend(0, vanishes).intoArray(x, i);
    }
  }
}
