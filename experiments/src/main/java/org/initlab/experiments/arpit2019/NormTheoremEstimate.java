package org.initlab.experiments.arpit2019;

import org.initlab.core.experiment.Table;

/**
 * Mean and variance of a squared norm ratio r with their standard errors. Samples of one network
 * share its matrix, so errors are taken over networks: those of the mean from the networks' means,
 * those of the variance from the networks' mean (r − r̄)².
 */
record NormTheoremEstimate(double mean, double meanError, double variance, double varianceError) {
  static NormTheoremEstimate of(Table moments, Direction direction) {
    int k = moments.rows().size();
    double[] means = new double[k];
    double[] squares = new double[k];
    for (int i = 0; i < k; i++) {
      means[i] = moments.real(i, direction.id() + "_mean");
      squares[i] = moments.real(i, direction.id() + "_square");
    }
    double mean = average(means);
    double[] spread = new double[k];
    for (int i = 0; i < k; i++) spread[i] = squares[i] - 2 * mean * means[i] + mean * mean;
    return new NormTheoremEstimate(
        mean, standardError(means), average(spread), standardError(spread));
  }

  private static double average(double[] x) {
    double sum = 0;
    for (double v : x) sum += v;
    return sum / x.length;
  }

  private static double standardError(double[] x) {
    double mean = average(x);
    double squares = 0;
    for (double v : x) squares += (v - mean) * (v - mean);
    return Math.sqrt(squares / (x.length - 1) / x.length);
  }
}
