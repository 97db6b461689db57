package org.initlab.experiments.pennington2017;

import org.initlab.core.experiment.Scale;

/**
 * Numbers of {@link JacobianSpectra}.
 *
 * @param width N
 * @param depths L
 * @param networks of every case
 * @param deepNetworks of these, those that go on below {@link #SHALLOW} layers
 */
record SpectraSettings(int width, int[] depths, int networks, int deepNetworks) {
  /** The greatest depth of all networks. */
  private static final int SHALLOW = 64;

  static SpectraSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE -> new SpectraSettings(64, new int[] {4, 16, 64}, 8, 8);
      case QUICK -> new SpectraSettings(256, new int[] {4, 16, 64, 256, 1024}, 8, 2);
      case PAPER -> new SpectraSettings(1000, new int[] {4, 16, 64, 256, 1024}, 4, 2);
    };
  }

  /** The depths that network k (from 0) is looked at. */
  int[] depthsOf(int network) {
    return java.util.Arrays.stream(depths)
        .filter(depth -> depth <= SHALLOW || network < deepNetworks)
        .toArray();
  }

  int networksAt(int depth) {
    return depth <= SHALLOW ? networks : deepNetworks;
  }
}
