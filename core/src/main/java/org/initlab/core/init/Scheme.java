package org.initlab.core.init;

import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * An initialization scheme for whole networks, found by its name with {@link
 * java.util.ServiceLoader}: one file with {@code @AutoService(Scheme.class)} adds one to every
 * table and command. Whatever the scheme, a layer with the role of a classifier keeps the
 * framework's default U(±1/√fan_in) for weight and bias, other biases start at 0, and batch
 * normalization starts as the identity.
 */
public interface Scheme {
  /** The name on the command line, in snake case, for example {@code orthogonal_proposed}. */
  String name();

  /** Other names for the same scheme, as frameworks or papers have them. */
  default List<String> aliases() {
    return List.of();
  }

  /** One line for {@code initlab list}, with the source. */
  String description();

  /** Whether {@link #initialize} needs a calibration batch. */
  default boolean needsData() {
    return false;
  }

  /** Why this scheme cannot initialize {@code network}, or empty if it can. */
  default String objection(Network network) {
    return "";
  }

  /**
   * Draws every parameter; buffers start at mean 0 and variance 1.
   *
   * @throws InvalidInputException if {@link #objection} is not empty, or data is needed and missing
   */
  Parameters initialize(Network network, InitContext context);
}
