package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums in vectors of float64 whatever the precision of the terms: four vectors of partial sums, so
 * that no addition waits for the one before, in an order that depends on the width of vectors
 * alone.
 */
final class WideSums {
  static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = WIDE.length();

  private static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  private WideSums() {}

  static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(WIDE, x, i);
  }

  static DoubleVector load(float[] x, int i) {
    return (DoubleVector)
        FloatVector.fromArray(NARROW, x, i).convertShape(VectorOperators.F2D, WIDE, 0);
  }

  /** The sum of all lanes of four vectors, neighbours first. */
  static double total(DoubleVector s0, DoubleVector s1, DoubleVector s2, DoubleVector s3) {
    DoubleVector s = s0.add(s1).add(s2.add(s3));
    // Not reduceLanes, whose order is left open.
    double sum = s.lane(0);
    if (LANES >= 2) sum += s.lane(1);
    if (LANES >= 4) sum += s.lane(2) + s.lane(3);
    if (LANES >= 8) sum += (s.lane(4) + s.lane(5)) + (s.lane(6) + s.lane(7));
    return sum;
  }

  /** Σ a_i b_i over a segment of both. */
  static double dot(double[] a, double[] b, int offset, int count) {
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      s0 = load(a, i).fma(load(b, i), s0);
      s1 = load(a, i + LANES).fma(load(b, i + LANES), s1);
      s2 = load(a, i + 2 * LANES).fma(load(b, i + 2 * LANES), s2);
      s3 = load(a, i + 3 * LANES).fma(load(b, i + 3 * LANES), s3);
    }
    for (; i + LANES <= end; i += LANES) s0 = load(a, i).fma(load(b, i), s0);
    double rest = 0;
    for (; i < end; i++) rest += a[i] * b[i];
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ a_i b_i over a segment of both. */
  static double dot(float[] a, float[] b, int offset, int count) {
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      s0 = load(a, i).fma(load(b, i), s0);
      s1 = load(a, i + LANES).fma(load(b, i + LANES), s1);
      s2 = load(a, i + 2 * LANES).fma(load(b, i + 2 * LANES), s2);
      s3 = load(a, i + 3 * LANES).fma(load(b, i + 3 * LANES), s3);
    }
    for (; i + LANES <= end; i += LANES) s0 = load(a, i).fma(load(b, i), s0);
    double rest = 0;
    for (; i < end; i++) rest += (double) a[i] * b[i];
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ x_i over a segment. */
  static double sum(double[] x, int offset, int count) {
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      s0 = s0.add(load(x, i));
      s1 = s1.add(load(x, i + LANES));
      s2 = s2.add(load(x, i + 2 * LANES));
      s3 = s3.add(load(x, i + 3 * LANES));
    }
    for (; i + LANES <= end; i += LANES) {
      s0 = s0.add(load(x, i));
    }
    double rest = 0;
    for (; i < end; i++) rest += x[i];
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ (x_i − mean)² over a segment. */
  static double squares(double[] x, double mean, int offset, int count) {
    DoubleVector m = DoubleVector.broadcast(WIDE, mean);
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      DoubleVector d0 = load(x, i).sub(m);
      s0 = d0.fma(d0, s0);
      DoubleVector d1 = load(x, i + LANES).sub(m);
      s1 = d1.fma(d1, s1);
      DoubleVector d2 = load(x, i + 2 * LANES).sub(m);
      s2 = d2.fma(d2, s2);
      DoubleVector d3 = load(x, i + 3 * LANES).sub(m);
      s3 = d3.fma(d3, s3);
    }
    for (; i + LANES <= end; i += LANES) {
      DoubleVector d0 = load(x, i).sub(m);
      s0 = d0.fma(d0, s0);
    }
    double rest = 0;
    for (; i < end; i++) rest += (x[i] - mean) * (x[i] - mean);
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ (x_i − mean) u_i over a segment. */
  static double products(double[] x, double mean, double[] u, int offset, int count) {
    DoubleVector m = DoubleVector.broadcast(WIDE, mean);
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      s0 = load(x, i).sub(m).fma(load(u, i), s0);
      s1 = load(x, i + LANES).sub(m).fma(load(u, i + LANES), s1);
      s2 = load(x, i + 2 * LANES).sub(m).fma(load(u, i + 2 * LANES), s2);
      s3 = load(x, i + 3 * LANES).sub(m).fma(load(u, i + 3 * LANES), s3);
    }
    for (; i + LANES <= end; i += LANES) {
      s0 = load(x, i).sub(m).fma(load(u, i), s0);
    }
    double rest = 0;
    for (; i < end; i++) rest += (x[i] - mean) * u[i];
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ x_i over a segment. */
  static double sum(float[] x, int offset, int count) {
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      s0 = s0.add(load(x, i));
      s1 = s1.add(load(x, i + LANES));
      s2 = s2.add(load(x, i + 2 * LANES));
      s3 = s3.add(load(x, i + 3 * LANES));
    }
    for (; i + LANES <= end; i += LANES) {
      s0 = s0.add(load(x, i));
    }
    double rest = 0;
    for (; i < end; i++) rest += x[i];
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ (x_i − mean)² over a segment. */
  static double squares(float[] x, double mean, int offset, int count) {
    DoubleVector m = DoubleVector.broadcast(WIDE, mean);
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      DoubleVector d0 = load(x, i).sub(m);
      s0 = d0.fma(d0, s0);
      DoubleVector d1 = load(x, i + LANES).sub(m);
      s1 = d1.fma(d1, s1);
      DoubleVector d2 = load(x, i + 2 * LANES).sub(m);
      s2 = d2.fma(d2, s2);
      DoubleVector d3 = load(x, i + 3 * LANES).sub(m);
      s3 = d3.fma(d3, s3);
    }
    for (; i + LANES <= end; i += LANES) {
      DoubleVector d0 = load(x, i).sub(m);
      s0 = d0.fma(d0, s0);
    }
    double rest = 0;
    for (; i < end; i++) rest += (x[i] - mean) * (x[i] - mean);
    return total(s0, s1, s2, s3) + rest;
  }

  /** Σ (x_i − mean) u_i over a segment. */
  static double products(float[] x, double mean, float[] u, int offset, int count) {
    DoubleVector m = DoubleVector.broadcast(WIDE, mean);
    DoubleVector s0 = DoubleVector.zero(WIDE);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = offset;
    int end = offset + count;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      s0 = load(x, i).sub(m).fma(load(u, i), s0);
      s1 = load(x, i + LANES).sub(m).fma(load(u, i + LANES), s1);
      s2 = load(x, i + 2 * LANES).sub(m).fma(load(u, i + 2 * LANES), s2);
      s3 = load(x, i + 3 * LANES).sub(m).fma(load(u, i + 3 * LANES), s3);
    }
    for (; i + LANES <= end; i += LANES) {
      s0 = load(x, i).sub(m).fma(load(u, i), s0);
    }
    double rest = 0;
    for (; i < end; i++) rest += (x[i] - mean) * u[i];
    return total(s0, s1, s2, s3) + rest;
  }
}
