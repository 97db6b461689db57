package org.initlab.experiments;

import org.initlab.core.stats.Poisson;

/**
 * What rounding does to gradients of ReLU networks beyond rounding them: an input that two engines
 * round to different sides of 0 switches a unit's derivative between 0 and 1. States are continuous
 * and do not notice. In float64 a whole experiment has hardly ever such an input, and its
 * probability is a false-failure rate; in float32 there are some, and they need an allowance.
 *
 * @param expected an upper limit of the expected number of switched units, over all networks
 * @param networks that are compared
 */
public record MaskFlips(double expected, int networks) {
  /** Up to this expectation no allowance is made. */
  private static final double NEGLIGIBLE = 1e-3;

  /**
   * A switched unit adds or removes (δ_j/σ)², of variance 3, so F of them that are as likely to add
   * as to remove sum to √(3F); this is 4.6 times that.
   */
  private static final double SPREAD = 8;

  /**
   * The expected number of switched units in one network.
   *
   * @param inputs of ReLUs, over all layers, per sample
   * @param error the relative difference of the inputs, to their root mean square
   */
  public static double expected(long inputs, int samples, double error) {
    // A centred normal input has density √(2/π)/2 on either side of 0.
    return Math.sqrt(2 / Math.PI) * inputs * samples * error;
  }

  /** The probability that a comparison of right engines fails for switched units. */
  public double falseFailureRate() {
    return expected <= NEGLIGIBLE ? expected : FalseFailure.RATE;
  }

  /**
   * The largest change of a gradient's squared norm in one network, averaged over samples and
   * relative to itself.
   *
   * @param expectedHere {@link #expected(long, int, double)} of this network
   * @param width units per layer
   */
  public double allowance(double expectedHere, int width, int samples) {
    if (expected <= NEGLIGIBLE) return 0;
    int most = Poisson.atMost(expectedHere, FalseFailure.RATE / networks);
    return 2 * SPREAD * Math.sqrt(most) / ((double) width * samples);
  }
}
