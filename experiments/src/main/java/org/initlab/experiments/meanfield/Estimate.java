package org.initlab.experiments.meanfield;

import java.util.Arrays;
import org.initlab.experiments.StudentT;

/**
 * A mean over independent networks.
 *
 * @param error its standard error, estimated from the same networks
 */
public record Estimate(double mean, double error, int networks) {
  public static Estimate of(double... values) {
    int n = values.length;
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Estimate(mean, Math.sqrt(squares / (n - 1.0) / n), n);
  }

  /**
   * The jackknife estimate of a statistic (Efron 1982).
   *
   * @param all the statistic of all networks
   * @param without without each network in turn
   */
  public static Estimate jackknife(double all, double[] without) {
    int n = without.length;
    double mean = Arrays.stream(without).average().orElse(Double.NaN);
    double squares = Arrays.stream(without).map(v -> (v - mean) * (v - mean)).sum();
    return new Estimate(all, Math.sqrt(squares * (n - 1.0) / n), n);
  }

  /** How far a right program's mean may be off, by chance alone, at this false-failure rate. */
  public double tolerance(double rate) {
    return StudentT.deviations(rate, networks - 1) * error;
  }
}
