package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums and broadcasts; numbers that are exact in either precision, so results are exact. */
class VectorKernelTest {
  static Stream<KernelSet<?>> sets() {
    return KernelSet.all();
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void scale(KernelSet<A> set) {
    VectorKernel<A> vector = set.kernels().vector();
    A y = set.array(1, 2, 3, 42);
    vector.scale(-0.5, set.array(4, 6, 8), y, 3, true);
    assertThat(set.values(y)).containsExactly(-1, -1, -1, 42);
    vector.scale(3, set.array(4, 6, 8), y, 3, false);
    assertThat(set.values(y)).containsExactly(12, 18, 24, 42);
    vector.scale(0.25, y, y, 2, false);
    assertThat(set.values(y)).containsExactly(3, 4.5, 24, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void sumOfSquares(KernelSet<A> set) {
    assertThat(set.kernels().storage().sumOfSquares(set.array(3, -4, 5, 42), 3)).isEqualTo(50);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void sum(KernelSet<A> set) {
    A y = set.array(10, 20, 30, 42);
    set.kernels().vector().sum(set.array(1, 2, 3), 0.5, y, y, 3);
    assertThat(set.values(y)).containsExactly(6, 12, 18, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void perChannel(KernelSet<A> set) {
    VectorKernel<A> vector = set.kernels().vector();
    A y = set.array(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 42); // 2 samples × 3 channels × 2
    vector.addPerChannel(y, set.array(10, 20, 30), 2, 3, 2);
    assertThat(set.values(y)).containsExactly(11, 12, 23, 24, 35, 36, 17, 18, 29, 30, 41, 42, 42);
    A sums = set.array(1, 1, 1, 42);
    vector.sumPerChannel(y, sums, 2, 3, 2, false);
    assertThat(set.values(sums)).containsExactly(58, 106, 154, 42);
    vector.sumPerChannel(y, sums, 2, 3, 2, true);
    assertThat(set.values(sums)).containsExactly(116, 212, 308, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void rowMeansAndTheirAdjoint(KernelSet<A> set) {
    VectorKernel<A> vector = set.kernels().vector();
    A means = set.array(9, 9, 42);
    vector.rowMeans(set.array(1, 2, 3, 6, 10, 20, 30, 60), means, 2, 4);
    assertThat(set.values(means)).containsExactly(3, 30, 42);
    A spread = set.array(1, 1, 1, 1, 1, 1, 1, 1, 42);
    vector.spreadRowMeans(set.array(4, 8), spread, 2, 4, true);
    assertThat(set.values(spread)).containsExactly(2, 2, 2, 2, 3, 3, 3, 3, 42);
    vector.spreadRowMeans(set.array(4, 8), spread, 2, 4, false);
    assertThat(set.values(spread)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void longSumsAreRoundedOnce(KernelSet<A> set) {
    // 2^24 and three ones: a float32 accumulator would lose the ones, one rounding gives 2^24 + 4.
    double[] y = {0x1p24, 1, 1, 1};
    double expected = set.rounded(0x1p24 + 3)[0];
    A sum = set.array(0);
    set.kernels().vector().sumPerChannel(set.array(y), sum, 2, 1, 2, false);
    assertThat(set.values(sum)).containsExactly(expected);
    set.kernels().vector().rowMeans(set.array(y), sum, 1, 4);
    assertThat(set.values(sum)).containsExactly(set.rounded((0x1p24 + 3) / 4)[0]);
  }
}
