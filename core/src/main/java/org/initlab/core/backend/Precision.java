package org.initlab.core.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.Arguments;

/** The arithmetic of a compiled network. */
public enum Precision {
  FLOAT32(0x1p-24),
  FLOAT64(0x1p-53);

  private final double unitRoundoff;

  Precision(double unitRoundoff) {
    this.unitRoundoff = unitRoundoff;
  }

  /** u, half the distance from 1 to the next number: the largest relative error of one rounding. */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Precision::id).toList();
  }

  public static Precision named(String id) {
    return Arrays.stream(values())
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("precision", id, ids()));
  }
}
