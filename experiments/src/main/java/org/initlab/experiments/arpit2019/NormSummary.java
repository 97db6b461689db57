package org.initlab.experiments.arpit2019;

/**
 * A norm ratio over the samples of one network.
 *
 * @param sd the standard deviation over samples, with N − 1
 * @param rms the root of the mean square, whose expectation over networks is the closed form
 */
record NormSummary(double mean, double sd, double rms) {
  /** Of numerator/denominator, sample by sample; at least two samples. */
  static NormSummary of(double[] numerator, double[] denominator) {
    int n = numerator.length;
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < n; s++) {
      double r = numerator[s] / denominator[s];
      sum += r;
      squares += r * r;
    }
    double mean = sum / n;
    double central = 0;
    for (int s = 0; s < n; s++) {
      double d = numerator[s] / denominator[s] - mean;
      central += d * d;
    }
    return new NormSummary(mean, Math.sqrt(central / (n - 1)), Math.sqrt(squares / n));
  }
}
