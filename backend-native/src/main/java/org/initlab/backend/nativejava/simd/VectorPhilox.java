package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.apache.commons.rng.core.source64.LongProvider;
import org.initlab.core.random.Philox;

/**
 * {@link Philox} on vectors: blocks of numbers do not depend on one another, so lane i works on the
 * block of counter + i. A scalar block is one chain of ten rounds, each of which waits for a
 * multiplication.
 */
final class VectorPhilox extends LongProvider {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Blocks computed at once, a multiple of every number of lanes. */
  static final int BLOCKS = 64;

  private static final int WORDS = 4;
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
  private static final long MULTIPLIER_1 = 0xCA5A826395121157L;
  private static final long KEY_STEP_0 = 0x9E3779B97F4A7C15L;
  private static final long KEY_STEP_1 = 0xBB67AE8584CAA73BL;
  private static final long LOW = 0xFFFFFFFFL;
  private static final VectorOperators.Binary SHIFT = VectorOperators.LSHR;
  private static final VectorOperators.Binary XOR = VectorOperators.XOR;

  private final long key0;
  private final long key1;

  /** Word w of block b is element w·BLOCKS + b. */
  private final long[] buffer = new long[WORDS * BLOCKS];

  private long counter;
  private int position = buffer.length;

  VectorPhilox(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  @Override
  public long next() {
    int at = position;
    if (at == buffer.length) {
      fill();
      at = 0;
    }
    position = at + 1;
    return buffer[(at % WORDS) * BLOCKS + at / WORDS];
  }

  /**
   * The products' upper words are put together from those of 32-bit halves, x = x₁2³² + x₀: m·x =
   * m₁x₁2⁶⁴ + (m₁x₀ + m₀x₁)2³² + m₀x₀. It is written out twice, since no method may give a vector.
   */
  private void fill() {
    LongVector zero = LongVector.zero(SPECIES);
    LongVector steps = zero.addIndex(1);
    for (int b = 0; b < BLOCKS; b += LANES) {
      LongVector x0 = steps.add(counter + b + 1);
      LongVector x1 = zero;
      LongVector x2 = zero;
      LongVector x3 = zero;
      long k0 = key0;
      long k1 = key1;
      for (int round = 0; round < ROUNDS; round++) {
        LongVector low = x0.and(LOW);
        LongVector high = x0.lanewise(SHIFT, 32);
        LongVector carry = low.mul(MULTIPLIER_0 & LOW).lanewise(SHIFT, 32);
        LongVector middle = low.mul(MULTIPLIER_0 >>> 32).add(carry);
        LongVector other = high.mul(MULTIPLIER_0 & LOW).add(middle.and(LOW));
        LongVector upper = high.mul(MULTIPLIER_0 >>> 32).add(middle.lanewise(SHIFT, 32));
        LongVector upper0 = upper.add(other.lanewise(SHIFT, 32));
        LongVector lower0 = x0.mul(MULTIPLIER_0);

        low = x2.and(LOW);
        high = x2.lanewise(SHIFT, 32);
        carry = low.mul(MULTIPLIER_1 & LOW).lanewise(SHIFT, 32);
        middle = low.mul(MULTIPLIER_1 >>> 32).add(carry);
        other = high.mul(MULTIPLIER_1 & LOW).add(middle.and(LOW));
        upper = high.mul(MULTIPLIER_1 >>> 32).add(middle.lanewise(SHIFT, 32));
        LongVector upper1 = upper.add(other.lanewise(SHIFT, 32));
        LongVector lower1 = x2.mul(MULTIPLIER_1);

        x0 = upper1.lanewise(XOR, x1).lanewise(XOR, k0);
        x1 = lower1;
        x2 = upper0.lanewise(XOR, x3).lanewise(XOR, k1);
        x3 = lower0;
        k0 += KEY_STEP_0;
        k1 += KEY_STEP_1;
      }
      x0.intoArray(buffer, b);
      x1.intoArray(buffer, BLOCKS + b);
      x2.intoArray(buffer, 2 * BLOCKS + b);
      x3.intoArray(buffer, 3 * BLOCKS + b);
    }
    counter += BLOCKS;
  }
}
