package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.experiment.Scale;

/**
 * The numbers of Figure 1 at one scale.
 *
 * @param input n_0, the size of an input sample
 * @param layers L of the feed-forward network
 * @param blocks B of the residual network
 * @param widths the two m
 * @param spread feed-forward widths are drawn from [m − spread, m + spread)
 * @param samples N
 * @param batch samples that pass through a network at once, so that their states fit in memory
 * @param networks independent networks per curve, for each of the two m
 * @param published whether sizes are the paper's, so that its curves can be compared
 */
record Figure1Settings(
    int input,
    int layers,
    int blocks,
    List<Integer> widths,
    int spread,
    int samples,
    int batch,
    List<Integer> networks,
    boolean published) {
  static Figure1Settings of(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new Figure1Settings(100, 8, 10, List.of(80, 160), 20, 40, 40, List.of(1, 1), false);
      case QUICK ->
          new Figure1Settings(500, 20, 40, List.of(200, 1000), 50, 100, 100, List.of(10, 3), true);
      case PAPER ->
          new Figure1Settings(500, 20, 40, List.of(200, 1000), 50, 1000, 500, List.of(1, 1), true);
    };
  }

  /** Independent networks per curve of width m. */
  int networks(int m) {
    return networks.get(widths.indexOf(m));
  }
}
