package org.initlab.experiments.meanfield;

import java.util.Arrays;

/**
 * A straight line by weighted least squares.
 *
 * @param intercept y at x = 0
 */
public record LineFit(double intercept, double slope) {
  public static LineFit of(double[] x, double[] y, double[] weights) {
    double w = 0;
    double wx = 0;
    double wy = 0;
    for (int i = 0; i < x.length; i++) {
      w += weights[i];
      wx += weights[i] * x[i];
      wy += weights[i] * y[i];
    }
    double above = 0;
    double below = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - wx / w;
      above += weights[i] * dx * (y[i] - wy / w);
      below += weights[i] * dx * dx;
    }
    double slope = above / below;
    return new LineFit((wy - slope * wx) / w, slope);
  }

  /** All points alike. */
  public static LineFit of(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return of(x, y, ones);
  }

  /** The slope of y over 0, 1, 2, …, all points alike. */
  public static double slope(double[] y) {
    return of(Curves.grid(0, y.length - 1, y.length), y).slope;
  }
}
