package org.initlab.experiments.schoenholz2017;

/** False-failure rates of checks on training runs, from runs and not from theory. */
final class TrainabilityRates {
  /**
   * Of one check at smoke scale: none of 100 seeds failed, and a rate of 3 % would show with a
   * probability of 95 %.
   */
  static final double SINGLE = 0.03;

  private TrainabilityRates() {}
}
