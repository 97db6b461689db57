package org.initlab.core.backend;

import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * What an optimizer remembers between updates. Each slot is empty where no update has needed it
 * yet, or has one array for every trainable parameter, by its name.
 *
 * @param adamUpdates updates by Adam so far, the t of its bias correction
 * @param momentum SGD's momentum buffers b
 * @param firstMoment Adam's running means m of g
 * @param secondMoment Adam's running means v of g²
 */
public record OptimizerState(
    long adamUpdates, Parameters momentum, Parameters firstMoment, Parameters secondMoment) {
  private static final Parameters EMPTY = Parameters.of(Map.of());

  /** The state before the first update. */
  public static final OptimizerState NONE = new OptimizerState(0, EMPTY, EMPTY, EMPTY);

  /**
   * @throws InvalidInputException unless every slot is empty or has exactly one array of the right
   *     shape for every trainable parameter of {@code network}
   */
  public void requireFit(Network network) {
    if (adamUpdates < 0) {
      throw new InvalidInputException("Adam's updates must not be negative, were " + adamUpdates);
    }
    requireFit("momentum", momentum, network);
    requireFit("first moment", firstMoment, network);
    requireFit("second moment", secondMoment, network);
  }

  private static void requireFit(String slot, Parameters arrays, Network network) {
    if (arrays.names().isEmpty()) return;
    int trainable = 0;
    for (ParameterSpec spec : network.parameters()) {
      if (!spec.kind().trainable()) continue;
      trainable++;
      if (!arrays.contains(spec.name())) {
        throw new InvalidInputException(slot + " of parameter '" + spec.name() + "' is missing");
      }
      Tensor given = arrays.get(spec.name());
      if (!given.shape().equals(spec.shape())) {
        throw new InvalidInputException(
            slot
                + " of parameter '"
                + spec.name()
                + "' must have shape "
                + spec.shape()
                + ", was given "
                + given.shape());
      }
    }
    if (arrays.names().size() != trainable) {
      throw new InvalidInputException(
          slot
              + " has "
              + arrays.names().size()
              + " arrays, network '"
              + network.name()
              + "' has "
              + trainable
              + " trainable parameters");
    }
  }
}
