package org.initlab.experiments.balduzzi2017;

import java.util.List;
import org.initlab.core.experiment.Scale;

/**
 * The training runs at one scale.
 *
 * @param depths hidden layers
 * @param width units of a ReLU layer; concatenated ReLUs have half as many and twice the outputs
 * @param judged updates at the end whose batches' accuracy counts
 */
record LooksLinearSettings(
    String dataset,
    List<Integer> depths,
    int width,
    int steps,
    int judged,
    int batch,
    double rate) {
  static LooksLinearSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE -> new LooksLinearSettings("digits", List.of(5, 100), 32, 60, 10, 64, 1e-3);
      case QUICK ->
          new LooksLinearSettings(
              "digits", List.of(5, 10, 20, 50, 100, 198), 64, 400, 40, 64, 5e-4);
      case PAPER ->
          new LooksLinearSettings(
              "cifar10", List.of(6, 14, 30, 62, 126, 198), 512, 20_000, 400, 128, 1e-3);
    };
  }
}
