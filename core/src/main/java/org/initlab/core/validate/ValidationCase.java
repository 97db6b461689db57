package org.initlab.core.validate;

import java.util.Set;
import org.initlab.core.init.Scheme;
import org.initlab.core.network.Network;

/**
 * A network of the grid.
 *
 * @param id its name in the table, unique in a grid
 * @param schemes names of the schemes to try; empty for every one that has no objection
 */
public record ValidationCase(String id, Network network, Set<String> schemes) {
  public ValidationCase {
    schemes = Set.copyOf(schemes);
  }

  boolean applies(Scheme scheme) {
    boolean chosen = schemes.isEmpty() || schemes.contains(scheme.name());
    return chosen && scheme.objection(network).isEmpty();
  }
}
