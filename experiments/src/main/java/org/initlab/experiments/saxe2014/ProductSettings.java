package org.initlab.experiments.saxe2014;

import org.initlab.core.experiment.Scale;

/**
 * Numbers of {@link ProductSpectra}.
 *
 * @param width N
 * @param factors matrices multiplied; the paper's 1, 5 and 100 are found from its 32 % and 94 %
 * @param realizations of every product
 */
record ProductSettings(int width, int[] factors, int realizations) {
  static ProductSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE -> new ProductSettings(64, new int[] {1, 5}, 20);
      case QUICK -> new ProductSettings(200, new int[] {1, 5, 100}, 20);
      case PAPER -> new ProductSettings(1000, new int[] {1, 5, 100}, 500);
    };
  }
}
