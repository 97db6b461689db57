package org.initlab.experiments.saxe2014;

import org.initlab.core.experiment.Scale;

/**
 * Numbers of {@link ModeDynamics}.
 *
 * @param levels of the tree
 * @param modes whose strengths are followed, from 1, the strongest
 * @param u0 initial strength of every mode
 * @param lambdaTimesLargest λs₁ at the paper's rate
 * @param smallLambdaTimesLargest λs₁ where gradient descent is nearly continuous. It lags behind
 *     eq. 12 by δ ln u ≤ ½ λs ln(s/u0) (the difference of ln(1 + λs) and λs over the time of
 *     learning), so δu/s ≤ ⅛ λs ln(s/u0), at most 7e-4 here
 * @param halfTimes length of a run in half-times of the weakest mode
 * @param samples points of a curve
 */
record ModeSettings(
    int levels,
    int features,
    int[] modes,
    double u0,
    double lambdaTimesLargest,
    double smallLambdaTimesLargest,
    double halfTimes,
    int samples) {
  /** λ = 0.5e-3 with the strongest mode of 32 items and 1,000 features, s₁ ≈ 80. */
  private static final double PAPER_RATE = 0.04;

  /** The paper's own sizes take under a minute, so that quick has them too. */
  static ModeSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new ModeSettings(3, 200, new int[] {1, 2, 3, 5}, 1e-3, PAPER_RATE, 5e-4, 1.4, 80);
      case QUICK, PAPER ->
          new ModeSettings(
              5, 1000, new int[] {1, 2, 3, 5, 12, 18, 31}, 1e-6, PAPER_RATE, 3e-4, 1.25, 120);
    };
  }
}
