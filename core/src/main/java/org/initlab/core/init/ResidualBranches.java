package org.initlab.core.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;

/** The residual branches of a network and the weighted layers in them. */
final class ResidualBranches {
  /**
   * Where a weighted layer stands in the innermost branch around it.
   *
   * @param layers weighted layers of the branch, m
   * @param last whether it is the last of them
   */
  record Place(int layers, boolean last) {}

  private final Map<String, Place> places = new HashMap<>();
  private int blocks;
  private String unscaled;

  private ResidualBranches() {}

  static ResidualBranches of(Network network) {
    ResidualBranches branches = new ResidualBranches();
    branches.collect(network.layers());
    return branches;
  }

  /** Residual blocks of the whole network, L. */
  int blocks() {
    return blocks;
  }

  /** The first branch that does not end in a learnable scale, by its block's name; or null. */
  String unscaled() {
    return unscaled;
  }

  /** The place of a layer, or null outside every branch. */
  Place of(String layer) {
    return places.get(layer);
  }

  boolean endsWith(String layer) {
    return places.containsKey(layer) && places.get(layer).last;
  }

  private List<String> collect(List<Layer> layers) {
    List<String> weighted = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer instanceof Dense || layer instanceof Conv2d) weighted.add(layer.name());
      if (!(layer instanceof Residual r)) continue;
      blocks++;
      boolean scaled = r.branch().get(r.branch().size() - 1) instanceof Scale;
      if (!scaled && unscaled == null) unscaled = r.name();
      collect(r.shortcut());
      List<String> branch = collect(r.branch());
      for (int i = 0; i < branch.size(); i++) {
        places.put(branch.get(i), new Place(branch.size(), i == branch.size() - 1));
      }
    }
    return weighted;
  }
}
