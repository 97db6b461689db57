package org.initlab.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Normalization;
import org.initlab.core.data.Samples;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.testing.NaiveBackend;

/**
 * A run of some milliseconds: 70 images of 2×2 in three classes that a small MLP can tell apart.
 */
final class Fixture {
  static final Seed SEED = new Seed(11);
  static final Network NETWORK =
      Architectures.mlp(Shape.of(1, 2, 2), 5, 1, 3, ArchitectureOptions.PLAIN);

  private Fixture() {}

  static Dataset dataset() {
    var random = SEED.stream("fixture");
    int n = 90;
    byte[] pixels = new byte[4 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 3;
      for (int p = 0; p < 4; p++) {
        pixels[4 * i + p] = (byte) (random.nextInt(120) + (p == labels[i] ? 100 : 0));
      }
    }
    Samples all = Samples.of(Shape.of(1, 2, 2), pixels, labels);
    int[] train = java.util.stream.IntStream.range(0, 70).toArray();
    int[] test = java.util.stream.IntStream.range(70, n).toArray();
    return new Dataset(
        "fixture",
        List.of("a", "b", "c"),
        all.subset(train),
        all.subset(test),
        Normalization.centred(255, 1),
        Augmentation.NONE,
        List.of());
  }

  /** Batches of 16: four, and one of 63 − 48 = 15 or 70 − 64 = 6 samples. */
  static Trainer trainer(int epochs, int mini, double rate, double held) {
    Dataset data = dataset();
    TrainConfig config =
        new TrainConfig(
            new Schedule(Annealing.THIRDS, rate, epochs, 1, 0),
            OptimizerKind.SGD,
            16,
            mini,
            0.9,
            0,
            1);
    return new Trainer(
        NaiveBackend.ascending(),
        NETWORK,
        CompileOptions.cpu(Precision.FLOAT64),
        config,
        TrainingData.of(
            data.split(held, SEED), data.normalization(), Augmentation.NONE, mini, SEED));
  }

  static Parameters initial() {
    return Schemes.named("he_normal").initialize(NETWORK, InitContext.of(SEED));
  }

  static TrainingResult run(Trainer trainer, Snapshots snapshots, BooleanSupplier stop) {
    return trainer.run(Fixture::initial, snapshots, TrainingListener.SILENT, stop);
  }

  /** Yes from the {@code n}-th question on. */
  static BooleanSupplier after(int n) {
    int[] asked = {0};
    return () -> asked[0]++ >= n;
  }

  /** Everything of an epoch but its time. */
  static List<Object> deterministic(List<EpochRecord> history) {
    List<Object> values = new ArrayList<>();
    for (EpochRecord r : history) {
      values.add(
          List.of(
              r.epoch(),
              r.trainLoss(),
              r.validationLoss(),
              r.trainAccuracy(),
              r.validationAccuracy(),
              r.rate(),
              r.gradientNorm()));
    }
    return values;
  }
}
