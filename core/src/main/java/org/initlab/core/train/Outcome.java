package org.initlab.core.train;

import java.util.Locale;

/** How a training run ended. */
public enum Outcome {
  /** All epochs were run. */
  FINISHED,
  /** A loss was NaN or infinite. That is a result: this network does not train so. */
  DIVERGED,
  /** It was asked to stop, kept its state, and can go on. */
  INTERRUPTED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
