package org.initlab.core.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.Arguments;

/** How much of a forward pass is kept for the backward pass. Results are the same either way. */
public enum Memory {
  /** Every state that the backward pass reads. */
  FULL,
  /**
   * Of a network of L equal layers about 2√L states: checkpoints, and those between two of them,
   * which the backward pass computes again (Chen et al. 2016, "Training Deep Nets with Sublinear
   * Memory Cost"). Needs {@link Capability#CHECKPOINTING}.
   */
  SMALL;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Memory::id).toList();
  }

  public static Memory named(String id) {
    return Arrays.stream(values())
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("memory", id, ids()));
  }
}
