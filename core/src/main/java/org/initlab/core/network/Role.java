package org.initlab.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.Arguments;

/**
 * The part that a weighted layer plays in signal propagation. It decides the γ of the proposed
 * scheme (Arpit et al. 2019, poster: γ = 2 for a layer whose output meets a ReLU, 1/B for the last
 * layer of a residual branch, 1 for a shortcut) and which layers are never weight-normalized.
 */
public enum Role {
  /** A nonlinearity follows: γ = 2. */
  HIDDEN,
  /** No nonlinearity follows, as after a WideResNet's first convolution: γ = 1. */
  LINEAR,
  /** The last layer of a residual branch: γ = 1/B, B the number of blocks of its stage. */
  BRANCH_OUTPUT,
  /** A projection shortcut: γ = 1. */
  SHORTCUT,
  /** The classifier; keeps the framework's default initialization U(±1/√fan_in). */
  CLASSIFIER;

  /** The name in YAML, for example {@code branch_output}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role named(String id) {
    return Arrays.stream(values())
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("role", id, ids()));
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Role::id).toList();
  }
}
