package org.initlab.bench;

import java.util.Arrays;

/**
 * The seconds that one step took, round by round.
 *
 * @param seconds of a step, one number for each round
 */
record Measurement(String workload, String backend, int batch, double[] seconds) {
  double median() {
    return median(seconds);
  }

  double samplesPerSecond() {
    return batch / median();
  }

  /**
   * How many times as fast as {@code other}: the median of the rounds' ratios. Two rounds of one
   * number stand side by side in time, so what disturbs the machine disturbs both.
   */
  double speedAgainst(Measurement other) {
    double[] ratios = new double[seconds.length];
    for (int i = 0; i < ratios.length; i++) ratios[i] = other.seconds[i] / seconds[i];
    return median(ratios);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
