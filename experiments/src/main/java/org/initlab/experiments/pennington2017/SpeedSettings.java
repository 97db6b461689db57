package org.initlab.experiments.pennington2017;

import java.util.List;
import org.initlab.core.experiment.Scale;

/**
 * Numbers of {@link LearningSpeed}. Clusters, depth 200 and width 400 at paper scale; the paper's
 * data are CIFAR-10.
 *
 * @param rates tried, the most promising first: each run that arrives bounds the later ones
 * @param limit steps after which a network has not arrived
 * @param networks of every entrant, of which the median is taken
 */
record SpeedSettings(
    TrainingRace race, List<Double> rates, int limit, int networks, List<Entrant> entered) {
  /** Accuracy at which a network has arrived. */
  static final double TARGET = 0.7;

  static SpeedSettings of(Scale scale) {
    List<Entrant> all = List.of(Entrant.values());
    return switch (scale) {
      case SMOKE ->
          new SpeedSettings(
              new TrainingRace(30, 64, 64, 10),
              List.of(0.03, 0.1, 0.01),
              60,
              1,
              List.of(Entrant.TANH_ORTHOGONAL, Entrant.TANH_GAUSSIAN, Entrant.RELU_GAUSSIAN));
      case QUICK ->
          new SpeedSettings(
              new TrainingRace(50, 128, 128, 20),
              List.of(0.03, 0.01, 0.1, 0.003, 0.001),
              250,
              1,
              all);
      case PAPER ->
          new SpeedSettings(
              new TrainingRace(200, 400, 128, 20),
              List.of(0.01, 0.003, 0.03, 0.001, 0.1, 0.0003),
              10_000,
              3,
              all);
    };
  }

  int entrants() {
    return entered.size() * networks;
  }
}
