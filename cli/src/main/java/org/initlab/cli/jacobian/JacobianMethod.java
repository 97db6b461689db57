package org.initlab.cli.jacobian;

import java.util.List;
import org.initlab.core.error.Arguments;

/**
 * How singular values are found.
 *
 * @param exact the whole matrix and all of them; otherwise the extreme ones by Lanczos
 * @param iterations of Lanczos
 * @param probes random vectors for the density
 */
public record JacobianMethod(boolean exact, int iterations, int probes) {
  private static final String EXACT = "exact";
  private static final String LANCZOS = "lanczos";

  /** The method of this name. */
  public static JacobianMethod named(String name, int iterations, int probes) {
    if (!name.equals(EXACT) && !name.equals(LANCZOS)) {
      throw Arguments.unknown("method", name, List.of(EXACT, LANCZOS));
    }
    return new JacobianMethod(
        name.equals(EXACT),
        Arguments.positive("--iterations", iterations),
        Arguments.positive("--probes", probes));
  }

  String id() {
    return exact ? EXACT : LANCZOS;
  }

  /** The method with what its result depends on. */
  @Override
  public String toString() {
    return exact ? EXACT : LANCZOS + ", " + iterations + " iterations, " + probes + " probes";
  }
}
