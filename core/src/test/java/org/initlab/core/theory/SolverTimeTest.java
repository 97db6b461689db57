package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fixed points and points of the critical line take less than 10 ms each once the JVM is warm: CPU
 * time of this thread, which neighbours do not lengthen, the least of five, over the plane that
 * {@code theory --phase-diagram} draws.
 */
class SolverTimeTest {
  private static final double MOST = 10;

  private static final double[] SIGMA_W = {0.5, 0.9, 1.1, 1.35, 1.5, 2, 3, 4};
  private static final double[] SIGMA_B = {0, 0.01, 0.3, 1, 2};

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void everyPointOfThePlaneTakesLessThanTenMilliseconds(Nonlinearity function) {
    DualActivation f = DualActivation.of(function, 0.01);
    double point = 0;
    double line = 0;
    for (int warm = 0; warm < 2; warm++) {
      point = 0;
      line = 0;
      for (double b : SIGMA_B) {
        for (double w : SIGMA_W) {
          point = Math.max(point, milliseconds(() -> new MeanField(f, w, b).findFixedPoint()));
        }
        line = Math.max(line, milliseconds(() -> CriticalLine.find(f, b)));
      }
    }
    assertThat(point).as("slowest fixed point of %s, ms", function).isLessThan(MOST);
    assertThat(line).as("slowest point of the line of %s, ms", function).isLessThan(MOST);
  }

  private static double milliseconds(Runnable work) {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      work.run();
      times[i] = (CLOCK.getCurrentThreadCpuTime() - start) * 1e-6;
    }
    return Arrays.stream(times).min().orElseThrow();
  }
}
