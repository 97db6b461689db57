package org.initlab.core.theory;

import java.util.function.DoubleUnaryOperator;

/** Gauss–Legendre quadrature on an interval, for analytic integrands. */
final class GaussLegendre {
  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /** The rule with {@code n} nodes: zeros of Pₙ by Newton's method from Tricomi's estimate. */
  static GaussLegendre of(int n) {
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int iteration = 0; iteration < 6; iteration++) {
        double previous = 1;
        double p = x;
        for (int k = 2; k <= n; k++) {
          double next = ((2 * k - 1) * x * p - (k - 1) * previous) / k;
          previous = p;
          p = next;
        }
        slope = n * (x * p - previous) / (x * x - 1);
        x -= p / slope;
      }
      nodes[i] = x;
      weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
    return new GaussLegendre(nodes, weights);
  }

  double integrate(DoubleUnaryOperator f, double from, double to) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += weights[i] * f.applyAsDouble(middle + half * nodes[i]);
    }
    return sum * half;
  }
}
