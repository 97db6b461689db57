package org.initlab.experiments.schoenholz2017;

/** False-failure rates of checks on training runs, from runs and not from theory. */
final class TrainabilityRates {
  /**
   * Of one check at smoke scale: none of 7 seeds failed, where a rate of 35 % would show with 95 %.
   */
  static final double SINGLE = 0.35;

  private TrainabilityRates() {}
}
