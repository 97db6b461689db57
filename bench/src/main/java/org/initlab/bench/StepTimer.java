package org.initlab.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Times training steps (forward, backward, update) of one workload by several programs in turn:
 * round after round, every one computes for a share of a second.
 */
final class StepTimer {
  private static final double NANOSECONDS = 1e-9;

  private final int rounds;
  private final double secondsPerRound;

  StepTimer(int rounds, double secondsPerRound) {
    this.rounds = rounds;
    this.secondsPerRound = secondsPerRound;
  }

  List<Measurement> time(Workload workload, List<? extends Contestant> contestants) {
    int[] steps = contestants.stream().mapToInt(this::stepsPerRound).toArray();
    double[][] seconds = new double[steps.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < steps.length; i++) {
        seconds[i][round] = contestants.get(i).secondsPerStep(steps[i]);
      }
    }
    List<Measurement> result = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      String name = contestants.get(i).name();
      result.add(new Measurement(workload.name(), name, workload.batch(), seconds[i]));
    }
    return result;
  }

  /** Warms up for two rounds' time and tells how many steps fill a round. */
  private int stepsPerRound(Contestant contestant) {
    long start = System.nanoTime();
    double last = Double.POSITIVE_INFINITY;
    do {
      last = Math.min(last, contestant.secondsPerStep(1));
    } while ((System.nanoTime() - start) * NANOSECONDS < 2 * secondsPerRound);
    return Math.max(1, (int) (secondsPerRound / last));
  }
}
