package org.initlab.experiments.meanfield;

import java.util.function.DoubleUnaryOperator;

/**
 * E f(√q z) for a standard normal z and an f that is analytic in a strip, by the trapezoid rule,
 * whose error falls like exp(−2πd/h) there (Trefethen and Weideman 2014).
 */
public final class GaussianMean {
  private static final double LIMIT = 10;
  private static final double STEP = 0.05;

  private GaussianMean() {}

  public static double of(double q, DoubleUnaryOperator f) {
    double s = Math.sqrt(q);
    // tanh has poles at distance π/(2√q): a step of 0.2/√q leaves exp(−49).
    int n = (int) Math.ceil(LIMIT / Math.min(STEP, 0.2 / s));
    double h = LIMIT / n;
    double sum = f.applyAsDouble(0);
    for (int i = n; i >= 1; i--) {
      double z = i * h;
      sum += Math.exp(-z * z / 2) * (f.applyAsDouble(s * z) + f.applyAsDouble(-s * z));
    }
    return sum * h / Math.sqrt(2 * Math.PI);
  }
}
