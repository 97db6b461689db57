package org.initlab.experiments.meanfield;

import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** Batches of pre-activations a⁰ of exactly known second moment and correlation. */
public final class PreparedInputs {
  private PreparedInputs() {}

  /** One row of random direction for every q, with ‖a‖²/N = q. */
  public static Tensor ofVariance(int width, double[] q, Seed seed) {
    double[][] rows = new double[q.length][];
    for (int i = 0; i < q.length; i++) rows[i] = scaled(direction(width, seed, i), q[i]);
    return stacked(rows);
  }

  /**
   * Two rows for every entry of {@code c}, both with ‖a‖²/N = q and with a₁·a₂ = c q N; pairs are
   * independent of one another.
   */
  public static Tensor pairs(int width, double q, double[] c, Seed seed) {
    double[][] rows = new double[2 * c.length][];
    for (int p = 0; p < c.length; p++) {
      double[] first = direction(width, seed, 2 * p);
      double[] second = direction(width, seed, 2 * p + 1);
      double along = dot(first, second);
      for (int i = 0; i < width; i++) second[i] -= along * first[i];
      double norm = Math.sqrt(dot(second, second));
      double across = Math.sqrt(1 - c[p] * c[p]) / norm;
      for (int i = 0; i < width; i++) second[i] = c[p] * first[i] + across * second[i];
      rows[2 * p] = scaled(first, q);
      rows[2 * p + 1] = scaled(second, q);
    }
    return stacked(rows);
  }

  /** A unit vector. */
  static double[] direction(int width, Seed seed, int index) {
    double[] v = RandomMlp.normals(Shape.of(width), seed.stream("input-" + index)).data();
    double norm = Math.sqrt(dot(v, v));
    for (int i = 0; i < width; i++) v[i] /= norm;
    return v;
  }

  private static double[] scaled(double[] unit, double q) {
    double[] v = unit.clone();
    for (int i = 0; i < v.length; i++) v[i] *= Math.sqrt(q * v.length);
    return v;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  static Tensor stacked(double[][] rows) {
    int width = rows[0].length;
    double[] data = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) System.arraycopy(rows[i], 0, data, i * width, width);
    return Tensor.of(Shape.of(rows.length, width), data);
  }
}
