package org.initlab.experiments.saxe2014;

import org.initlab.core.experiment.Table;
import org.initlab.core.theory.LinearDynamics;

/**
 * Curves of a {@link ModeRun} beside what theory says of them.
 *
 * @param run what was run
 * @param modes from 1
 * @param strengths s of every mode
 * @param table of {@link ModeRun#run}
 */
record ModeCurves(ModeRun run, int[] modes, double[] strengths, double u0, Table table) {
  int length() {
    return table.rows().size();
  }

  double step(int row) {
    return table.real(row, "t");
  }

  double measured(int row, int m) {
    return table.real(row, "u_" + modes[m]);
  }

  /** Eq. 12 in steps: t/τ = λ·step. */
  double theory(int row, int m) {
    return dynamics(m).strength(run.lambda() * step(row));
  }

  LinearDynamics dynamics(int m) {
    return new LinearDynamics(strengths[m], u0);
  }

  /** Steps until half of s by eq. 11. */
  double halfTimeTheory(int m) {
    return dynamics(m).halfTime() / run.lambda();
  }

  /**
   * Steps until half of s, between two points on a straight line of ln(u/(s − u)), as eq. 12 has
   * it; NaN where half is not reached.
   */
  double halfTime(int m) {
    for (int row = 1; row < length(); row++) {
      if (measured(row, m) < strengths[m] / 2) continue;
      double low = logit(measured(row - 1, m), strengths[m]);
      double high = logit(measured(row, m), strengths[m]);
      if (Double.isNaN(low + high)) return step(row);
      return step(row - 1) + (step(row) - step(row - 1)) * -low / (high - low);
    }
    return Double.NaN;
  }

  private static double logit(double u, double s) {
    return Math.log(u / (s - u));
  }

  /** The largest |u − theory|/s over all modes and times. */
  double largestDeviation() {
    double largest = 0;
    for (int row = 0; row < length(); row++) {
      for (int m = 0; m < modes.length; m++) {
        double d = Math.abs(measured(row, m) - theory(row, m)) / strengths[m];
        if (!(d <= largest)) largest = d;
      }
    }
    return largest;
  }

  /** The largest |u − û|/s with û by the recursion a ← a + λa(s − a²), u = a², of one mode. */
  double largestDeviationFromRecursion() {
    double largest = 0;
    for (int m = 0; m < modes.length; m++) {
      double a = Math.sqrt(u0);
      int done = 0;
      for (int row = 0; row < length(); row++) {
        for (; done < step(row); done++) a += run.lambda() * a * (strengths[m] - a * a);
        double d = Math.abs(measured(row, m) - a * a) / strengths[m];
        if (!(d <= largest)) largest = d;
      }
    }
    return largest;
  }
}
