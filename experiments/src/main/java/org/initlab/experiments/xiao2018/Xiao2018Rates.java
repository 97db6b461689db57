package org.initlab.experiments.xiao2018;

/** False-failure rates of checks on training runs, from runs and not from theory. */
final class Xiao2018Rates {
  /** Of one check at smoke scale: none of 100 seeds failed; 3 % would show with 95 %. */
  static final double SINGLE = 0.03;

  private Xiao2018Rates() {}
}
