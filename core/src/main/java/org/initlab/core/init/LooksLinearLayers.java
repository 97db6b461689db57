package org.initlab.core.init;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Residual;

/**
 * The weighted layers of a network that read concatenated ReLUs, maybe flattened or averaged over
 * positions, which leave the two halves where they are. With mirrored weights there a network
 * without other nonlinearities is linear.
 */
final class LooksLinearLayers {
  private final Network network;
  private final Set<String> names = new HashSet<>();

  private LooksLinearLayers(Network network) {
    this.network = network;
  }

  /**
   * Their names.
   *
   * @throws InvalidInputException if mirrored weights do not make the network linear; the message
   *     says why
   */
  static Set<String> of(Network network) {
    LooksLinearLayers found = new LooksLinearLayers(network);
    if (found.through(network.layers(), false)) {
      throw found.refused("its output is a concatenated ReLU's");
    }
    if (found.names.isEmpty()) throw found.refused("has no concatenated ReLU (crelu)");
    return found.names;
  }

  /** Whether halves come out, given whether they go in. */
  private boolean through(List<Layer> layers, boolean halves) {
    boolean now = halves;
    for (Layer layer : layers) now = through(layer, now);
    return now;
  }

  private boolean through(Layer layer, boolean halves) {
    if (layer instanceof Dense || layer instanceof Conv2d) {
      if (halves) names.add(layer.name());
      return false;
    }
    if (layer instanceof Activation a) return activated(a, halves);
    if (layer instanceof BatchNorm) {
      throw refused("layer '" + layer.name() + "' normalizes over the batch");
    }
    if (layer instanceof Residual r) {
      boolean branch = through(r.branch(), halves);
      if (through(r.shortcut(), halves) || branch) {
        throw refused("layer '" + r.name() + "' adds concatenated ReLUs without weights");
      }
      return false;
    }
    return halves;
  }

  private boolean activated(Activation a, boolean halves) {
    if (a.function() == Nonlinearity.IDENTITY) return halves;
    if (a.function() != Nonlinearity.CRELU) {
      throw refused("layer '" + a.name() + "' is " + a.function().id() + " instead of crelu");
    }
    if (halves) throw refused("layer '" + a.name() + "' follows a concatenated ReLU");
    return true;
  }

  private InvalidInputException refused(String why) {
    return new InvalidInputException(
        "looks_linear makes networks of weights and concatenated ReLUs linear, but of network '"
            + network.name()
            + "' "
            + why);
  }
}
