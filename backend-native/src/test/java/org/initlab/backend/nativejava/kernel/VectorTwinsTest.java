package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.initlab.core.backend.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector kernels of planes have the bits of the plain loops: one addition per value. */
class VectorTwinsTest {
  /** From one value to beyond vectors of any width, and beyond planes that are short. */
  private static final int[] POSITIONS = {1, 2, 3, 7, 8, 9, 15, 16, 17, 33, 49, 64, 70, 257};

  private static final int N = 2;
  private static final int CHANNELS = 3;

  @ParameterizedTest
  @EnumSource
  void biases(Precision precision) {
    Stream<KernelSet<?>> of = KernelSet.all().filter(set -> set.precision() == precision);
    List<KernelSet<?>> twins = of.toList();
    assertThat(twins).hasSize(2);
    for (int positions : POSITIONS) {
      double[] plain = biased(twins.get(0), positions);
      assertThat(biased(twins.get(1), positions)).as("%d positions", positions).isEqualTo(plain);
    }
  }

  private static <A> double[] biased(KernelSet<A> set, int positions) {
    Samples samples = new Samples(positions);
    A y = set.array(Expect.before(samples.normals(N * CHANNELS * positions), true));
    A b = set.array(samples.normals(CHANNELS));
    set.kernels().vector().addPerChannel(y, b, N, CHANNELS, positions);
    return set.values(y);
  }
}
