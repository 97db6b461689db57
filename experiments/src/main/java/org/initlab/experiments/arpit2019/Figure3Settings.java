package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Scale;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.train.Annealing;
import org.initlab.core.train.OptimizerKind;
import org.initlab.core.train.Schedule;
import org.initlab.core.train.TrainConfig;

/**
 * The numbers of Figure 3 at one scale.
 *
 * @param dataset by name
 * @param training samples of the training set, at most
 * @param blocks N of the depths that are trained, 6N+4 layers
 * @param seeds training runs for every depth and scheme
 * @param measured N of the depths whose norms are measured at initialization
 * @param networks random networks that they are measured on, by depth
 * @param samples that pass through these
 * @param validation fraction of the training samples held out
 * @param published whether the data set is the paper's, so that its accuracies can be compared
 * @param accuracy expected of the proposed scheme at every depth, where they cannot
 * @param accuracyTolerance how far a right program's may be off; at quick scale means of two runs
 *     lay between 0.67 and 0.87 over 3 depths and 3 seeds
 */
record Figure3Settings(
    String dataset,
    int training,
    List<Integer> blocks,
    int seeds,
    List<Integer> measured,
    List<Integer> networks,
    int samples,
    double validation,
    int batch,
    double rate,
    boolean published,
    double accuracy,
    double accuracyTolerance) {
  /**
   * Standard deviations over networks of E‖h‖² behind stages 1, 2 and 3 (16, 32 and 64 channels)
   * relative to its expectation: above the largest of N = 1, 4, 16 (120 networks each) and 166
   * (24), on 8×8 digits.
   */
  static final List<Double> STAGE_SD = List.of(0.19, 0.095, 0.052);

  /** From this N on the first convolution has stride 2 and batches are passed in parts. */
  private static final int VERY_DEEP = 1000;

  private static final int MINI_BATCH = 16;
  private static final int ALL = Integer.MAX_VALUE;
  private static final double MOMENTUM = 0.9;

  static Figure3Settings of(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new Figure3Settings(
              "digits",
              320,
              List.of(1),
              1,
              List.of(1, 4),
              List.of(10, 10),
              8,
              0,
              16,
              0.03,
              false,
              0.65,
              0.35);
      case QUICK ->
          new Figure3Settings(
              "digits",
              ALL,
              List.of(1, 4, 16),
              2,
              List.of(1, 4, 16, 166),
              List.of(40, 40, 40, 8),
              32,
              0,
              16,
              0.03,
              false,
              0.65,
              0.35);
      case PAPER ->
          new Figure3Settings(
              "cifar10",
              ALL,
              Figure3Scheme.PUBLISHED_BLOCKS,
              3,
              List.of(1, 16, 166),
              List.of(20, 20, 8),
              32,
              0.1,
              128,
              0.01,
              true,
              Double.NaN,
              0.15);
    };
  }

  /** Whether an epoch is long enough for its accuracy to say something. */
  boolean wholeEpoch() {
    return training == ALL;
  }

  /** Fresh seeds at which every check of an outcome was seen to pass. */
  int calibration() {
    if (published) return 0; // a run takes days
    return wholeEpoch() ? 5 : 10;
  }

  Dataset read(RunContext context) {
    Dataset all = Datasets.named(dataset, context.data());
    if (training >= all.train().size()) return all;
    return new Dataset(
        all.name(),
        all.classNames(),
        all.train().first(training),
        all.test(),
        all.normalization(),
        all.augmentation(),
        all.sources());
  }

  /** WRN-(6N+4)-1 with weight normalization. */
  Network network(Dataset data, int blocks) {
    return Architectures.wrn(
        data.shape(),
        blocks,
        1,
        data.classes(),
        blocks >= VERY_DEEP,
        ArchitectureOptions.WEIGHT_NORM);
  }

  TrainConfig config(int blocks) {
    return new TrainConfig(
        new Schedule(Annealing.CONSTANT, rate, 1, 0, 0),
        OptimizerKind.SGD,
        batch,
        blocks >= VERY_DEEP ? Math.min(batch, MINI_BATCH) : batch,
        MOMENTUM,
        0,
        1);
  }

  static int layers(int blocks) {
    return 6 * blocks + 4;
  }
}
