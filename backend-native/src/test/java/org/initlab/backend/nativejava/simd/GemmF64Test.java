package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.ScalarGemm;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GemmF64Test {
  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final double UNTOUCHED = 12345.678;

  /** Every size 1…70 in every position, and sizes round the powers of two and block sizes. */
  static Stream<int[]> sizes() {
    Stream<int[]> small =
        Stream.iterate(1, i -> i <= 70, i -> i + 1)
            .map(i -> new int[] {i, (i * 29) % 70 + 1, (i * 43) % 70 + 1});
    Stream<int[]> large =
        Stream.of(
            new int[] {127, 128, 129},
            new int[] {129, 127, 255},
            new int[] {255, 256, 257},
            new int[] {257, 255, 256},
            new int[] {193, 33, 513},
            new int[] {3, 2065, 5},
            new int[] {401, 1, 2});
    return Stream.concat(small, large);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sizes")
  void agreesWithPlainLoopsForEveryTransposition(int[] size) {
    try (WorkPool pool = new WorkPool(2)) {
      GemmF64 gemm = new GemmF64(pool);
      for (int mask = 0; mask < 8; mask++) {
        Problem problem = new Problem(size[0], size[1], size[2], (mask & 1) != 0, (mask & 2) != 0);
        boolean accumulate = (mask & 4) != 0;
        problem.verify(problem.simd(gemm, accumulate), accumulate);
      }
    }
  }

  @Test
  void theBitsDoNotDependOnTheNumberOfThreads() {
    for (int[] size : new int[][] {{100, 70, 300}, {257, 65, 511}, {9, 1000, 64}}) {
      Problem problem = new Problem(size[0], size[1], size[2], false, true);
      double[] one = null;
      for (int threads = 1; threads <= 5; threads++) {
        try (WorkPool pool = new WorkPool(threads)) {
          double[] c = problem.simd(new GemmF64(pool), true);
          if (one == null) one = c;
          assertThat(c).isEqualTo(one);
        }
      }
    }
  }

  @Test
  void anEmptyDepthClearsOrKeepsC() {
    try (WorkPool pool = new WorkPool(1)) {
      GemmF64 gemm = new GemmF64(pool);
      double[] c = {1, 2, 3, 4};
      gemm.gemm(
          false, false, 2, 2, 0, new double[0], 0, 0, new double[0], 0, 2, null, true, c, 0, 2);
      assertThat(c).containsExactly(1, 2, 3, 4);
      gemm.gemm(
          false, false, 2, 2, 0, new double[0], 0, 0, new double[0], 0, 2, null, false, c, 0, 2);
      assertThat(c).containsExactly(0, 0, 0, 0);
    }
  }

  @Test
  void aMatrixBeyondItsArrayIsRefusedByName() {
    try (WorkPool pool = new WorkPool(1)) {
      GemmF64 gemm = new GemmF64(pool);
      double[] four = new double[4];
      assertThatThrownBy(
              () ->
                  gemm.gemm(false, false, 2, 2, 2, four, 0, 2, four, 1, 2, null, false, four, 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(
              "B: 2×2 with leading dimension 2 at offset 1 ends at 5, the array has 4 elements");
      assertThatThrownBy(
              () ->
                  gemm.gemm(false, false, 2, 2, 2, four, 0, 1, four, 0, 2, null, false, four, 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageStartingWith("A: 2×2 with leading dimension 1");
    }
  }

  /** Matrices with odd offsets and leading dimensions, and a margin that must stay untouched. */
  private static final class Problem {
    final int m;
    final int n;
    final int k;
    final boolean ta;
    final boolean tb;
    final int lda;
    final int ldb;
    final int ldc;
    final double[] a;
    final double[] b;
    final double[] c;

    Problem(int m, int n, int k, boolean ta, boolean tb) {
      this.m = m;
      this.n = n;
      this.k = k;
      this.ta = ta;
      this.tb = tb;
      UniformRandomProvider random = new Seed(11).stream(m + "," + n + "," + k);
      lda = (ta ? m : k) + 3;
      ldb = (tb ? k : n) + 1;
      ldc = n + 2;
      a = uniform(random, (ta ? k : m) * lda + 5);
      b = uniform(random, (tb ? n : k) * ldb + 7);
      c = new double[m * ldc + 1];
      Arrays.fill(c, UNTOUCHED);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) c[1 + i * ldc + j] = random.nextDouble();
      }
    }

    double[] simd(GemmF64 gemm, boolean accumulate) {
      double[] result = c.clone();
      gemm.gemm(ta, tb, m, n, k, a, 5, lda, b, 7, ldb, null, accumulate, result, 1, ldc);
      return result;
    }

    void verify(double[] actual, boolean accumulate) {
      double[] expected = c.clone();
      ScalarGemm.gemm(ta, tb, m, n, k, a, 5, lda, b, 7, ldb, accumulate, expected, 1, ldc);
      double[] magnitude = new double[c.length];
      ScalarGemm.gemm(ta, tb, m, n, k, abs(a), 5, lda, abs(b), 7, ldb, false, magnitude, 1, ldc);
      for (int at = 0; at < c.length; at++) {
        int j = (at - 1) % ldc;
        if (at == 0 || j >= n) {
          assertThat(actual[at]).isEqualTo(UNTOUCHED);
          continue;
        }
        // Each side errs by at most (k+1)·u·(|c| + Σ|a||b|): Higham 2002, §3.1.
        double bound = 2.0 * (k + 1) * UNIT_ROUNDOFF * (magnitude[at] + Math.abs(c[at]));
        assertThat(Math.abs(actual[at] - expected[at]))
            .as("element %d of %d×%d×%d, %b %b %b", at, m, n, k, ta, tb, accumulate)
            .isLessThanOrEqualTo(bound);
      }
    }

    private static double[] uniform(UniformRandomProvider random, int count) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) values[i] = 2 * random.nextDouble() - 1;
      return values;
    }

    private static double[] abs(double[] values) {
      double[] result = new double[values.length];
      for (int i = 0; i < values.length; i++) result[i] = Math.abs(values[i]);
      return result;
    }
  }
}
