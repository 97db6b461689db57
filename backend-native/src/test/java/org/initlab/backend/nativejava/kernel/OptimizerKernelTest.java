package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.initlab.core.backend.UpdateRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizer steps worked out by hand; settings exact in either precision where possible. */
class OptimizerKernelTest {
  static Stream<KernelSet<?>> sets() {
    return KernelSet.scalar();
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void sgdWithWeightDecay(KernelSet<A> set) {
    A theta = set.array(8, -4, 42);
    UpdateRule.Sgd rule = new UpdateRule.Sgd(0.5, 0, 0.25);
    set.kernels().optimizer().sgd(rule, theta, set.array(2, 3), null, true, 2);
    // d = (2 + 2, 3 − 1) = (4, 2)
    assertThat(set.values(theta)).containsExactly(6, -5, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void sgdMomentumStartsAtTheFirstGradientThenDecays(KernelSet<A> set) {
    A theta = set.array(8, -4, 42);
    A velocity = set.array(100, 100, 42);
    UpdateRule.Sgd rule = new UpdateRule.Sgd(0.5, 0.75, 0);
    OptimizerKernel<A> kernel = set.kernels().optimizer();
    kernel.sgd(rule, theta, set.array(4, 8), velocity, true, 2);
    assertThat(set.values(velocity)).containsExactly(4, 8, 42);
    assertThat(set.values(theta)).containsExactly(6, -8, 42);
    kernel.sgd(rule, theta, set.array(1, 2), velocity, false, 2);
    assertThat(set.values(velocity)).containsExactly(4, 8, 42); // 0.75·(4, 8) + (1, 2)
    assertThat(set.values(theta)).containsExactly(4, -12, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void adamMovesByTheRateAtFirst(KernelSet<A> set) {
    // t = 1: m̂ = g, √v̂ = |g|, so θ moves by rate·g/(|g| + ε): ε = |g| halves the step.
    A theta = set.array(1, 1, 42);
    A first = set.array(0, 0, 42);
    A second = set.array(0, 0, 42);
    UpdateRule.Adam rule = new UpdateRule.Adam(0.5, 0.75, 0.5, 4, 0, false);
    set.kernels().optimizer().adam(rule, theta, set.array(4, -4), first, second, 1, 2);
    assertThat(set.values(first)).containsExactly(1, -1, 42);
    assertThat(set.values(second)).containsExactly(8, 8, 42);
    double tolerance = 16 * set.u();
    assertThat(set.values(theta)[0]).isCloseTo(0.75, within(tolerance));
    assertThat(set.values(theta)[1]).isCloseTo(1.25, within(tolerance));
    assertThat(set.values(theta)[2]).isEqualTo(42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void adamAtALaterStepWithEitherDecay(KernelSet<A> set) {
    for (boolean decoupled : new boolean[] {false, true}) {
      A theta = set.array(2);
      A first = set.array(1);
      A second = set.array(4);
      UpdateRule.Adam rule = new UpdateRule.Adam(0.5, 0.75, 0.5, 0.25, 0.5, decoupled);
      set.kernels().optimizer().adam(rule, theta, set.array(3), first, second, 2, 1);
      double g = decoupled ? 3 : 3 + 0.5 * 2;
      double m = 0.75 * 1 + 0.25 * g;
      double v = 0.5 * 4 + 0.5 * g * g;
      double decayed = decoupled ? 2 * (1 - 0.5 * 0.5) : 2;
      double expected =
          decayed - 0.5 * (m / (1 - 0.75 * 0.75)) / (Math.sqrt(v / (1 - 0.5 * 0.5)) + 0.25);
      assertThat(set.values(first)).containsExactly(m);
      assertThat(set.values(second)).containsExactly(v);
      assertThat(set.values(theta)[0]).isCloseTo(expected, within(16 * set.u()));
    }
  }
}
