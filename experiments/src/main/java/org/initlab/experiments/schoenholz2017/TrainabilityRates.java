package org.initlab.experiments.schoenholz2017;

/** False-failure rates of checks on training runs, from runs and not from theory. */
final class TrainabilityRates {
  /**
   * Of one check at smoke scale: at most 1 of 100 seeds failed (docs/CALIBRATION.md), where a rate
   * of 4.7 % would show two or more with 95 %: 0.953¹⁰⁰ + 100·0.047·0.953⁹⁹ = 0.05.
   */
  static final double SINGLE = 0.047;

  private TrainabilityRates() {}
}
