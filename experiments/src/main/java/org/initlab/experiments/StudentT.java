package org.initlab.experiments;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/** Student's t: deviations of a mean in units of a standard error that was estimated itself. */
public final class StudentT {
  private StudentT() {}

  /** t with P(|T| &gt; t) = {@code rate} for {@code degrees} degrees of freedom, to 1e-12. */
  public static double deviations(double rate, int degrees) {
    Arguments.positive("degrees of freedom", degrees);
    if (!(rate > 0 && rate < 1)) {
      throw new InvalidInputException("false-failure rate must be in (0, 1), was " + rate);
    }
    double low = 0;
    double high = 1;
    while (tail(high, degrees) > rate) high *= 2;
    while (high - low > 1e-12 * high) {
      double middle = (low + high) / 2;
      if (tail(middle, degrees) > rate) low = middle;
      else high = middle;
    }
    return high;
  }

  /** P(|T| &gt; t). */
  static double tail(double t, int degrees) {
    return RegularizedBeta.value(degrees / (degrees + t * t), degrees / 2.0, 0.5);
  }
}
