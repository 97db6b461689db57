package org.initlab.experiments.xiao2018;

import org.initlab.experiments.FalseFailure;

/** False-failure rates of checks on training runs, from runs and not from theory. */
final class Xiao2018Rates {
  /** Of one check at smoke scale: none of 100 seeds failed (docs/CALIBRATION.md). */
  static final double SINGLE = FalseFailure.counted(100);

  private Xiao2018Rates() {}
}
