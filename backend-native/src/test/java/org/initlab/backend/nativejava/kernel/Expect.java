package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** Expected values with the bound that rounding allows each of them. */
final class Expect {
  /** Stands behind the numbers that a kernel may write. */
  static final double GUARD = 42;

  final double[] value;
  final double[] magnitude;

  Expect(int size) {
    value = new double[size];
    magnitude = new double[size];
  }

  /** Adds one term to sum {@code i}. */
  void add(int i, double term) {
    value[i] += term;
    magnitude[i] += Math.abs(term);
  }

  /** What an output array holds before a kernel runs: garbage if it assigns; guards at the end. */
  static double[] before(double[] initial, boolean add) {
    double[] out = Arrays.copyOf(initial, initial.length + 3);
    if (!add) Arrays.fill(out, 0, initial.length, Double.NaN);
    Arrays.fill(out, initial.length, out.length, GUARD);
    return out;
  }

  /**
   * Each value to {@code terms}·u of the sum of the magnitudes of its terms, the bound of any order
   * of summation (Higham 2002, eq. 4.4); the guards untouched.
   */
  void assertMatches(String what, double[] actual, double terms, double u) {
    assertThat(actual.length).isGreaterThanOrEqualTo(value.length);
    for (int i = 0; i < value.length; i++) {
      double bound = terms * u * magnitude[i] + Double.MIN_NORMAL;
      assertThat(actual[i]).as("%s, value %d", what, i).isCloseTo(value[i], within(bound));
    }
    for (int i = value.length; i < actual.length; i++) {
      assertThat(actual[i]).as("%s, beyond the end", what).isEqualTo(GUARD);
    }
  }
}
