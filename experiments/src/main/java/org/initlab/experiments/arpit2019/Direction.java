package org.initlab.experiments.arpit2019;

import java.util.Locale;

/** Which norms a curve shows: states from the input on, or gradients from the output back. */
enum Direction {
  FORWARD,
  BACKWARD;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
