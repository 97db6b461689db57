package org.initlab.core.stats;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Counts of rare events. */
public final class Poisson {
  private Poisson() {}

  /** The smallest k with P(K &gt; k) ≤ {@code rate} for a Poisson-distributed K. */
  public static int atMost(double expected, double rate) {
    int k = 0;
    while (RegularizedGamma.P.value(k + 1.0, expected) > rate) k++;
    return k;
  }
}
