package org.initlab.experiments;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.initlab.core.error.InvalidInputException;

/**
 * Tolerances from false-failure rates: how many standard deviations a correct program may be off.
 */
public final class FalseFailure {
  /** The rate that a single check may have unless it says otherwise. */
  public static final double RATE = 1e-4;

  private static final double CONFIDENCE = 0.95;

  private FalseFailure() {}

  /**
   * The rate of a check whose distribution is not known and that passed at every one of {@code
   * seeds} fresh seeds: its upper confidence bound 1 − 0.05^(1/n), about 3/n; 1 for unknown where
   * nobody has counted.
   */
  public static double counted(int seeds) {
    return seeds == 0 ? 1 : 1 - Math.pow(1 - CONFIDENCE, 1.0 / seeds);
  }

  /** z with P(|Z| &gt; z) = {@code rate} for a standard normal Z. */
  public static double deviations(double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new InvalidInputException("false-failure rate must be in (0, 1), was " + rate);
    }
    return Math.sqrt(2) * InverseErfc.value(rate);
  }

  /** P(|Z| &gt; {@code z}) for a standard normal Z. */
  public static double probability(double z) {
    return Erfc.value(z / Math.sqrt(2));
  }

  /**
   * z with P(max |Z_i| &gt; z) ≤ {@code rate} over {@code values} standard normals, dependent or
   * not (Bonferroni).
   */
  public static double deviations(double rate, int values) {
    return deviations(rate / values);
  }
}
