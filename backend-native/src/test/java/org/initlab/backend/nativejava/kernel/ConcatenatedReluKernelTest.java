package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CReLU by hand: two samples of three numbers, one of each sign and a zero. */
class ConcatenatedReluKernelTest {
  private static final double[] X = {3, -2, 0, -5, 7, Double.NaN};
  private static final double[] U = {1, 2, 3, 4, 5, 6};

  static Stream<KernelSet<?>> sets() {
    return KernelSet.all();
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void value(KernelSet<A> set) {
    A y = set.array(Expect.before(new double[12], false));
    set.kernels().concatenatedRelu().value(set.array(X), y, 2, 3);
    assertThat(set.values(y))
        .containsExactly(
            3, 0, 0, 0, 2, 0, 0, 7, Double.NaN, 5, 0, Double.NaN, Expect.GUARD, 42, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void tangent(KernelSet<A> set) {
    A y = set.array(Expect.before(new double[12], false));
    set.kernels().concatenatedRelu().tangent(set.array(X), set.array(U), y, 2, 3);
    assertThat(set.values(y)).containsExactly(1, 0, 0, 0, -2, 0, 0, 5, 0, -4, 0, 0, 42, 42, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void backward(KernelSet<A> set) {
    double[] dy = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    A assigned = set.array(Expect.before(new double[6], false));
    set.kernels().concatenatedRelu().backward(set.array(X), set.array(dy), assigned, 2, 3, false);
    assertThat(set.values(assigned)).containsExactly(1, -5, 0, -10, 8, 0, 42, 42, 42);
    A added = set.array(Expect.before(new double[] {1, 1, 1, 2, 2, 2}, true));
    set.kernels().concatenatedRelu().backward(set.array(X), set.array(dy), added, 2, 3, true);
    assertThat(set.values(added)).containsExactly(2, -4, 1, -8, 10, 2, 42, 42, 42);
  }
}
