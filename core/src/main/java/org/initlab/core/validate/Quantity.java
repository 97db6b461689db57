package org.initlab.core.validate;

import java.util.Locale;

/** What is compared; statistics are those of {@link org.initlab.core.stats.BatchStatistics}. */
enum Quantity {
  STATE,
  STATE_MEAN,
  STATE_VARIANCE,
  STATE_SECOND_MOMENT,
  STATE_KURTOSIS,
  STATE_ZERO_FRACTION,
  STATE_NON_FINITE,
  STATE_NORM_RATIO,
  STATE_NORM_RATIO_STD,
  STATE_COSINE,
  EVALUATION_OUTPUT,
  LOSS,
  STATE_GRADIENT,
  GRADIENT_MEAN,
  GRADIENT_VARIANCE,
  GRADIENT_SECOND_MOMENT,
  GRADIENT_KURTOSIS,
  GRADIENT_ZERO_FRACTION,
  GRADIENT_NON_FINITE,
  GRADIENT_NORM_RATIO,
  GRADIENT_NORM_RATIO_STD,
  GRADIENT_COSINE,
  INPUT_GRADIENT,
  PARAMETER_GRADIENT,
  LOSS_TRAJECTORY;

  /** The name in tables, for example {@code state_second_moment}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The statistic of a gradient that corresponds to a statistic of a state. */
  Quantity ofGradient() {
    return valueOf(name().replaceFirst("^STATE_", "GRADIENT_"));
  }
}
