package org.initlab.core.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.Arguments;

/** How large an experiment is run: the same code, other numbers. */
public enum Scale {
  /** Seconds; runs in CI. */
  SMOKE,
  /** A minute or a few on two cores. */
  QUICK,
  /** The paper's own settings. */
  PAPER;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Scale::id).toList();
  }

  public static Scale named(String id) {
    return Arrays.stream(values())
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("scale", id, ids()));
  }
}
