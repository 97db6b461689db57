package org.initlab.experiments;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * What rounding does to gradients of ReLU networks beyond rounding them: an input that two engines
 * round to different sides of 0 switches a unit's derivative between 0 and 1. States are continuous
 * and do not notice.
 */
public final class MaskFlips {
  /** The probability that one network has more flips than allowed. */
  public static final double RATE = 1e-6;

  /**
   * A switched unit adds or removes (δ_j/σ)², of variance 3, so F of them that are as likely to add
   * as to remove sum to √(3F); this is 4.6 times that.
   */
  private static final double SPREAD = 8;

  private MaskFlips() {}

  /**
   * The largest change of a gradient's squared norm, averaged over samples and relative to itself.
   *
   * @param inputs of ReLUs, over all layers, per sample
   * @param width units per layer
   * @param error the relative difference of the inputs, to their root mean square
   */
  public static double allowance(long inputs, int width, int samples, double error) {
    // A centred normal input has density √(2/π)/2 on either side of 0.
    double expected = Math.sqrt(2 / Math.PI) * inputs * samples * error;
    return 2 * SPREAD * Math.sqrt(atMost(expected)) / ((double) width * samples);
  }

  /** The smallest k with P(K &gt; k) ≤ {@link #RATE} for a Poisson-distributed K. */
  static int atMost(double expected) {
    int k = 0;
    while (RegularizedGamma.P.value(k + 1.0, expected) > RATE) k++;
    return k;
  }
}
