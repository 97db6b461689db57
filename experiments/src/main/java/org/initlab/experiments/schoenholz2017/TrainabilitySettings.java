package org.initlab.experiments.schoenholz2017;

import java.util.List;
import java.util.stream.IntStream;
import org.initlab.core.experiment.Scale;

/**
 * The map of trainability at one scale.
 *
 * @param dataset as on the command line
 * @param columns of the public map, for their σ_w²
 * @param judged training samples whose classification counts, from the first
 * @param correlation the least rank correlation of accuracy and depth in units of ξ_c
 * @param learned the accuracy from which a network has learned something
 * @param published whether data set and sizes are those of the public map
 */
record TrainabilitySettings(
    String dataset,
    List<Integer> depths,
    List<Integer> columns,
    int width,
    int steps,
    int batch,
    double rate,
    int judged,
    double correlation,
    double learned,
    boolean published) {
  static final double BIAS_VARIANCE = 0.05;

  static TrainabilitySettings of(Scale scale) {
    List<Integer> all = IntStream.range(0, PublishedTrainability.columns()).boxed().toList();
    return switch (scale) {
      case SMOKE ->
          new TrainabilitySettings(
              "digits",
              List.of(5, 15, 40),
              List.of(0, 2, 3, 11),
              40,
              240,
              32,
              0.01,
              1000,
              0.5,
              0.4,
              false);
      case QUICK ->
          new TrainabilitySettings(
              "mnist",
              List.of(10, 40, 80),
              List.of(0, 2, 3, 5, 7, 10),
              300,
              201,
              256,
              1e-3,
              10_000,
              0.7,
              0.2,
              true);
      case PAPER ->
          new TrainabilitySettings(
              "mnist",
              IntStream.of(PublishedTrainability.DEPTHS).boxed().toList(),
              all,
              300,
              201,
              256,
              1e-3,
              60_000,
              0.7,
              0.2,
              true);
    };
  }
}
