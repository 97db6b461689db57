package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objectives in closed form; sums of a dozen terms of order 1, so 64u. */
class ObjectiveKernelTest {
  static Stream<KernelSet<?>> sets() {
    return KernelSet.scalar();
  }

  private static void assertClose(double[] actual, double tolerance, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
    for (int i = expected.length; i < actual.length; i++) {
      assertThat(actual[i]).isEqualTo(Expect.GUARD);
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void crossEntropyOfKnownProbabilities(KernelSet<A> set) {
    // Logits log(1, 2, 5) and log(3, 3, 2): probabilities eighths; labels 2 and 0.
    A y = set.array(0, Math.log(2), Math.log(5), Math.log(3), Math.log(3), Math.log(2));
    A dy = set.array(Expect.before(new double[6], false));
    double loss = set.kernels().objective().crossEntropy(y, new int[] {2, 0}, 0.5, dy, 2, 3);
    assertThat(loss).isCloseTo(-(Math.log(5 / 8.0) + Math.log(3 / 8.0)) / 2, within(64 * set.u()));
    // weight/n = 1/4 of p − onehot
    assertClose(
        set.values(dy), 64 * set.u(), 1 / 32.0, 2 / 32.0, -3 / 32.0, -5 / 32.0, 3 / 32.0, 2 / 32.0);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void crossEntropyOfHugeLogitsIsFinite(KernelSet<A> set) {
    A y = set.array(1e30, -1e30, 0, -1e30, 1e30, 0);
    A dy = set.array(new double[6]);
    double loss = set.kernels().objective().crossEntropy(y, new int[] {0, 1}, 1, dy, 2, 3);
    assertThat(loss).isZero();
    assertThat(set.values(dy)).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void crossEntropyTangent(KernelSet<A> set) {
    int n = 2;
    int classes = 3;
    Samples samples = new Samples(6);
    double[] y = set.rounded(samples.normals(6));
    double[] t = set.rounded(samples.normals(6));
    double step = 1e-5; // central differences err by 1e-10 + 1e-11
    A out = set.array(Expect.before(new double[6], false));
    set.kernels().objective().crossEntropyTangent(set.array(y), set.array(t), out, n, classes);
    double[] expected = new double[6];
    for (int i = 0; i < 6; i++) {
      expected[i] =
          (probability(y, t, step, i, classes) - probability(y, t, -step, i, classes))
              / (2 * step * n);
    }
    assertClose(set.values(out), 1e-8 + 64 * set.u(), expected);
  }

  private static double probability(double[] y, double[] t, double step, int i, int classes) {
    int row = i / classes * classes;
    double sum = 0;
    for (int j = row; j < row + classes; j++) sum += Math.exp(y[j] + step * t[j]);
    return Math.exp(y[i] + step * t[i]) / sum;
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void meanSquaredError(KernelSet<A> set) {
    A dy = set.array(Expect.before(new double[4], false));
    double loss =
        set.kernels()
            .objective()
            .meanSquaredError(set.array(1, 2, 3, 4), set.array(0, 4, 3, 1), 2, dy, 4);
    assertThat(loss).isEqualTo((1 + 4 + 0 + 9) / 4.0);
    assertThat(set.values(dy)).containsExactly(1, -2, 0, 3, 42, 42, 42);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void cotangent(KernelSet<A> set) {
    A dy = set.array(Expect.before(new double[3], false));
    double loss =
        set.kernels().objective().cotangent(set.array(1, 2, 3), set.array(4, 5, -6), 0.5, dy, 3);
    assertThat(loss).isEqualTo(4 + 10 - 18);
    assertThat(set.values(dy)).containsExactly(2, 2.5, -3, 42, 42, 42);
  }
}
