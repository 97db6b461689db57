package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.experiment.Scale;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.train.Annealing;
import org.initlab.core.train.OptimizerKind;
import org.initlab.core.train.Schedule;
import org.initlab.core.train.TrainConfig;

/**
 * One row of Table 1: a data set, a network, and how it is trained.
 *
 * @param id in kebab case
 * @param samples of the training set, at most
 * @param blocks per stage
 * @param width of a ResNet, or k of a WideResNet
 * @param wide whether it is a WideResNet
 * @param warmupEpochs of the method with warm-up
 * @param runs from different seeds for every method
 * @param published the paper's test errors in percent by method, mean and standard deviation; empty
 *     if the row is not the paper's
 */
record Table1Row(
    String id,
    String dataset,
    int samples,
    int blocks,
    int width,
    boolean wide,
    boolean cutout,
    Annealing annealing,
    int epochs,
    double warmupEpochs,
    int batch,
    double rate,
    double weightDecay,
    double validation,
    int runs,
    List<List<Double>> published) {
  private static final double MOMENTUM = 0.9;

  /** On digits: a rate at which every method trains, and one at which the data-dependent fails. */
  private static final double LOW = 0.01;

  private static final double HIGH = 0.03;
  private static final int ALL = Integer.MAX_VALUE;

  /** The rows of one scale. */
  static List<Table1Row> of(Scale scale) {
    return switch (scale) {
      case SMOKE -> List.of(digits(640, HIGH, 1, 1));
      case QUICK -> List.of(digits(ALL, LOW, 6, 3), digits(ALL, HIGH, 6, 3));
      case PAPER ->
          List.of(
              resnet(
                  "cifar10-resnet-56",
                  "cifar10",
                  9,
                  false,
                  List.of(List.of(9.19, 0.24), List.of(7.87, 0.14), List.of(7.20, 0.12))),
              resnet(
                  "cifar10-resnet-110",
                  "cifar10",
                  18,
                  false,
                  List.of(List.of(9.33, 0.10), List.of(7.71, 0.14), List.of(6.69, 0.11))),
              new Table1Row(
                  "cifar10-cutout-wrn-40-10",
                  "cifar10",
                  ALL,
                  6,
                  10,
                  true,
                  true,
                  Annealing.WIDE_RESNET,
                  200,
                  5,
                  128,
                  0.01,
                  5e-4,
                  0.1,
                  3,
                  List.of(List.of(6.10, 0.23), List.of(4.74, 0.14), List.of(4.75, 0.08))),
              resnet(
                  "cifar100-cutout-resnet-164",
                  "cifar100",
                  27,
                  true,
                  List.of(List.of(30.26, 0.51), List.of(27.30, 0.49), List.of(25.31, 0.26))));
    };
  }

  private static Table1Row digits(int samples, double rate, int epochs, int runs) {
    return new Table1Row(
        "digits-resnet-56" + (rate == LOW ? "-low-rate" : "-high-rate"),
        "digits",
        samples,
        9,
        8,
        false,
        false,
        Annealing.HALF_AND_THREE_QUARTERS,
        epochs,
        epochs / 5.0,
        32,
        rate,
        1e-4,
        0,
        runs,
        List.of());
  }

  private static Table1Row resnet(
      String id, String dataset, int blocks, boolean cutout, List<List<Double>> published) {
    return new Table1Row(
        id,
        dataset,
        ALL,
        blocks,
        16,
        false,
        cutout,
        Annealing.RESNET,
        200,
        5,
        128,
        0.01,
        1e-4,
        0.1,
        3,
        published);
  }

  /** Whether all runs of a method diverge, on digits. */
  boolean diverges(Table1Method method) {
    return rate == HIGH && method == Table1Method.DATA_DEPENDENT;
  }

  /** Whether the run is long enough for its test error to say something, on digits. */
  boolean trainsToTheEnd() {
    return runs > 1;
  }

  /** Fresh seeds at which every check of an outcome was seen to pass, on digits. */
  int calibration() {
    return trainsToTheEnd() ? 4 : 20;
  }

  Dataset read(DataFolders folders) {
    Dataset all = Datasets.named(dataset, folders);
    if (samples >= all.train().size()) return all;
    return new Dataset(
        all.name(),
        all.classNames(),
        all.train().first(samples),
        all.test(),
        all.normalization(),
        all.augmentation(),
        all.sources());
  }

  Network network(Dataset data) {
    ArchitectureOptions options = ArchitectureOptions.WEIGHT_NORM;
    return wide
        ? Architectures.wrn(data.shape(), blocks, width, data.classes(), false, options)
        : Architectures.resnet(data.shape(), width, blocks, data.classes(), options);
  }

  Augmentation augmentation(Dataset data) {
    return cutout ? data.augmentation().withCutout(Augmentation.CUTOUT_SIDE) : data.augmentation();
  }

  TrainConfig config(Table1Method method) {
    double warmup = method.warmup() ? warmupEpochs : 0;
    Schedule schedule = new Schedule(annealing, rate, epochs, warmup, 0);
    return new TrainConfig(
        schedule,
        OptimizerKind.SGD,
        batch,
        batch,
        MOMENTUM,
        weightDecay,
        Cells.saveInterval(epochs));
  }
}
