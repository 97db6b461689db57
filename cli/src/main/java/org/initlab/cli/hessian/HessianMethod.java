package org.initlab.cli.hessian;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.Arguments;

/** How eigenvalues are found. */
public enum HessianMethod {
  /** The original program's iteration: the eigenvalue of largest size. */
  POWER,
  /** Several eigenvalues with bounds, trace and spectral density. */
  LANCZOS;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method of this name. */
  public static HessianMethod named(String id) {
    List<String> ids = Arrays.stream(values()).map(HessianMethod::id).toList();
    return Arrays.stream(values())
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("method", id, ids));
  }
}
