package org.initlab.core.init;

import org.initlab.core.backend.Precision;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Mean and (biased) standard deviation of every unit over a batch N×units, or of every channel over
 * a batch and its positions N×channels×height×width.
 */
final class UnitStatistics {
  private final int units;
  private final int positions;
  private final double[] mean;
  private final double[] std;
  private final double[] noise;

  private UnitStatistics(int units, int positions) {
    this.units = units;
    this.positions = positions;
    mean = new double[units];
    std = new double[units];
    noise = new double[units];
  }

  static UnitStatistics of(Tensor a) {
    Shape shape = a.shape();
    int units = shape.dim(1);
    int positions = a.size() / (shape.dim(0) * units);
    UnitStatistics statistics = new UnitStatistics(units, positions);
    for (int u = 0; u < units; u++) statistics.measure(u, a.data());
    return statistics;
  }

  private void measure(int unit, double[] data) {
    int count = data.length / units;
    double sum = 0;
    double largest = 0;
    for (int at = unit * positions; at < data.length; at += units * positions) {
      for (int p = at; p < at + positions; p++) {
        sum += data[p];
        largest = Math.max(largest, Math.abs(data[p]));
      }
    }
    mean[unit] = sum / count;
    double squares = 0;
    for (int at = unit * positions; at < data.length; at += units * positions) {
      for (int p = at; p < at + positions; p++) {
        double d = data[p] - mean[unit];
        squares += d * d;
      }
    }
    std[unit] = Math.sqrt(squares / count);
    // A sum of n terms is off by at most (n − 1)·u·Σ|terms|, so the mean of equal values by
    // n·u·|a|.
    noise[unit] = count * Precision.FLOAT64.unitRoundoff() * largest;
  }

  int units() {
    return units;
  }

  double mean(int unit) {
    return mean[unit];
  }

  double std(int unit) {
    return std[unit];
  }

  /** Whether the standard deviation is more than the rounding of a constant could make it. */
  boolean varies(int unit) {
    return std[unit] > noise[unit];
  }

  /** (a − μ)/σ, unit by unit. */
  Tensor standardized(Tensor a) {
    double[] out = new double[a.size()];
    for (int i = 0; i < out.length; i++) {
      int unit = i / positions % units;
      out[i] = (a.data()[i] - mean[unit]) / std[unit];
    }
    return Tensor.of(a.shape(), out);
  }
}
