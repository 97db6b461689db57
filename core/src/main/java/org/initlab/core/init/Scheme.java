package org.initlab.core.init;

import java.util.List;
import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * An initialization scheme for whole networks, found by its name with {@link
 * java.util.ServiceLoader}: one file with {@code @AutoService(Scheme.class)} adds one to every
 * table and command. Whatever the scheme, a layer with the role of a classifier keeps the
 * framework's default U(±1/√fan_in) for weight and bias, other biases start at 0, and batch
 * normalization starts as the identity, unless the scheme's definition says otherwise.
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

  /** The works that it comes from; every run that uses it cites them. */
  default List<Paper> papers() {
    return List.of();
  }

  /**
   * What can be set, with the values that are set here, by names in snake case: {@code gain} of
   * {@code orthogonal}. On the command line {@code --init orthogonal:gain=1.2}.
   */
  default Map<String, Double> settings() {
    return Map.of();
  }

  /**
   * This scheme with other settings; its name says which.
   *
   * @param settings a value for every name of {@link #settings()}
   * @throws InvalidInputException if a value is not allowed
   */
  default Scheme with(Map<String, Double> settings) {
    return this;
  }

  /** Whether {@link #initialize} needs a calibration batch. */
  default boolean needsData() {
    return false;
  }

  /**
   * Whether it gives every unit of every weight-normalized layer mean 0 and variance 1 on the
   * calibration batch, which predictions then start from.
   */
  default boolean standardizesUnits() {
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
