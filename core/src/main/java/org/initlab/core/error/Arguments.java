package org.initlab.core.error;

import java.util.Collection;

/** Argument checks whose messages name the argument; written so that NaN fails them. */
public final class Arguments {
  private Arguments() {}

  public static int positive(String name, int value) {
    if (!(value > 0)) throw new InvalidInputException(name + " must be at least 1, was " + value);
    return value;
  }

  public static int notNegative(String name, int value) {
    if (!(value >= 0))
      throw new InvalidInputException(name + " must not be negative, was " + value);
    return value;
  }

  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(name + " must be positive and finite, was " + value);
    }
    return value;
  }

  public static double notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(name + " must be finite and not negative, was " + value);
    }
    return value;
  }

  public static double finite(String name, double value) {
    if (!Double.isFinite(value))
      throw new InvalidInputException(name + " must be finite, was " + value);
    return value;
  }

  public static String notBlank(String name, String value) {
    if (value == null || value.isBlank())
      throw new InvalidInputException(name + " must not be empty");
    return value;
  }

  /**
   * An error for an unknown name: what was given, what is allowed, and the nearest valid one where
   * one is close.
   */
  public static InvalidInputException unknown(
      String what, String given, Collection<String> allowed) {
    String hint = Nearest.to(given, allowed).map(n -> "; did you mean '" + n + "'?").orElse("");
    return new InvalidInputException(
        what
            + " '"
            + given
            + "' is unknown"
            + hint
            + " (allowed: "
            + String.join(", ", allowed)
            + ")");
  }
}
