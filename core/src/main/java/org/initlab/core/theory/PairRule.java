package org.initlab.core.theory;

import org.initlab.core.theory.SmoothDual.Integrand;

/**
 * Expectations over two correlated pre-activations u₁, u₂ of variance q, in the axes x of u₁ + u₂
 * and y of u₁ − u₂: u = a·x ± b·y with a = √(q(1+c)/2), b = √(q(1−c)/2). The poles lie farther from
 * both axes than in those of z, and ±y give the same value. Where the trapezoid rule has steps that
 * are equal in u on both axes, both arguments lie on one grid, so that a function is evaluated once
 * per grid point and not once per pair; where one axis is so short that such a grid is too fine,
 * every pair is evaluated, and the short axis has Gauss and Hermite's nodes.
 */
final class PairRule {
  /** A standard normal exceeds this with probability 2e-17. */
  private static final double LIMIT = 8.5;

  /** How much longer an activation takes than the product of two values of it. */
  private static final double EVALUATION = 30;

  private final boolean shared;

  /** Where functions are evaluated: the grid from −ny on, or u₁ and u₂ of every pair. */
  private final double[] points;

  /** Weights of x ≥ 0 (of all x if not symmetric) and of y ≥ 0. */
  private final double[] rows;

  private final double[] columns;

  /**
   * @param symmetric whether functions are odd or even, so that ±x give the same value too
   */
  PairRule(double q, double c, boolean symmetric) {
    double a = Math.sqrt(q * (1 + c) / 2);
    double b = Math.sqrt(q * (1 - c) / 2);
    double delta = Math.min(SmoothDual.STEP_OF_POLE, SmoothDual.STEP * Math.min(a, b));
    double grid = LIMIT * (a + b) / delta;
    double pairs = SmoothDual.halfNodes(LIMIT, a) * (double) SmoothDual.halfNodes(LIMIT, b);
    shared = EVALUATION * grid + grid * grid / 4 < EVALUATION * 2 * pairs;
    if (shared) {
      int nx = (int) Math.ceil(LIMIT * a / delta);
      int ny = (int) Math.ceil(LIMIT * b / delta);
      int from = symmetric ? 0 : -nx;
      rows = weights(from, nx, delta / a);
      columns = weights(0, ny, delta / b);
      points = new double[rows.length + 2 * ny];
      for (int k = 0; k < points.length; k++) points[k] = delta * (from - ny + k);
    } else {
      Axis x = Axis.of(a, !symmetric);
      Axis y = Axis.of(b, false);
      rows = x.weights;
      columns = y.weights;
      points = new double[2 * rows.length * columns.length];
      int k = 0;
      for (double along : x.nodes) {
        for (double across : y.nodes) {
          points[k++] = a * along + b * across;
          points[k++] = a * along - b * across;
        }
      }
    }
  }

  /** {@code f} wherever it is needed. */
  double[] values(Integrand f) {
    double[] values = new double[points.length];
    for (int k = 0; k < values.length; k++) values[k] = f.at(points[k]);
    return values;
  }

  /** E f(u₁)f(u₂). */
  double products(double[] values) {
    int up = shared ? 1 : 2;
    int down = shared ? -1 : 2;
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      int plus = start(i);
      int minus = shared ? plus : plus + 1;
      double inner = 0;
      for (int j = 0; j < columns.length; j++) {
        inner += columns[j] * values[plus + up * j] * values[minus + down * j];
      }
      sum += rows[i] * inner;
    }
    return sum;
  }

  /** E (f(u₁) − f(u₂))². */
  double squaredDifferences(double[] values) {
    int up = shared ? 1 : 2;
    int down = shared ? -1 : 2;
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      int plus = start(i);
      int minus = shared ? plus : plus + 1;
      double inner = 0;
      for (int j = 0; j < columns.length; j++) {
        double difference = values[plus + up * j] - values[minus + down * j];
        inner += columns[j] * difference * difference;
      }
      sum += rows[i] * inner;
    }
    return sum;
  }

  /** Where a row's values of u₁ begin; those of u₂ run the other way on a shared grid. */
  private int start(int row) {
    return shared ? row + columns.length - 1 : 2 * row * columns.length;
  }

  /** h·e^(−(kh)²/2)/√(2π) for k = from … to, doubled above 0 where −k is left out. */
  private static double[] weights(int from, int to, double h) {
    double[] weights = new double[to - from + 1];
    for (int k = from; k <= to; k++) {
      double both = from == 0 && k > 0 ? 2 : 1;
      weights[k - from] = both * h * Math.exp(-k * h * k * h / 2) / Math.sqrt(2 * Math.PI);
    }
    return weights;
  }

  /** Nodes of a standard normal variable and their weights. */
  private record Axis(double[] nodes, double[] weights) {
    /**
     * Up to this standard deviation of u twelve nodes of Gauss and Hermite are exact to 4e-18 for
     * sech⁴ (mpmath), whose poles are the nearest and of the highest order.
     */
    private static final double SHORT = 0.1;

    /** The positive zeros of He₁₂ and twice their weights 12!/(12·He₁₁(y))²; mpmath. */
    private static final double[][] HERMITE = {
      {0.444403001944138945, 0.643328723025659984},
      {1.34037519715161672, 0.293934096090659976},
      {2.25946445100079912, 0.0582333758247283024},
      {3.22370982877009747, 0.00440676137506639773},
      {4.27182584793228172, 0.0000967436984518125556},
      {5.5009017044677476, 2.99985433527433565e-7}
    };

    /**
     * @param scale the standard deviation of u along this axis
     * @param whole with the negative half too
     */
    static Axis of(double scale, boolean whole) {
      if (scale <= SHORT) return hermite(whole);
      int n = SmoothDual.halfNodes(LIMIT, scale);
      int from = whole ? -n : 0;
      double[] nodes = new double[n - from + 1];
      for (int k = from; k <= n; k++) nodes[k - from] = k * LIMIT / n;
      return new Axis(nodes, PairRule.weights(from, n, LIMIT / n));
    }

    private static Axis hermite(boolean whole) {
      int n = HERMITE.length;
      double[] nodes = new double[whole ? 2 * n : n];
      double[] weights = new double[nodes.length];
      for (int k = 0; k < nodes.length; k++) {
        nodes[k] = k < n ? HERMITE[k][0] : -HERMITE[k - n][0];
        weights[k] = HERMITE[k % n][1] / (whole ? 2 : 1);
      }
      return new Axis(nodes, weights);
    }
  }
}
