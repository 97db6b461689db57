package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.data.Normalization;
import org.initlab.core.data.Samples;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.train.TrainingData;

/** The data sets of Figure 2, the paper's and those that need no files. */
final class Figure2Data {
  /**
   * UCI digits with every pixel repeated 4×4: 32×32, so that a CNN has the sides it has on CIFAR.
   */
  static final String ENLARGED_DIGITS = "digits-32x32";

  // Of all training pixels, in 0..1: standardized as CIFAR is. Around another mean the samples are
  // nearly parallel, and a deep network sees them as one.
  private static final double MEAN = 0.306;
  private static final double STD = 0.376;

  private static final int ENLARGEMENT = 4;
  private static final double HELD_OUT = 0.1;

  private Figure2Data() {}

  static Dataset read(Figure2Settings settings, DataFolders folders, Seed seed) {
    String name = settings.data();
    if (name.equals(GaussianClusters.NAME)) {
      return GaussianClusters.draw(settings.samples(), settings.samples() / 5, seed);
    }
    if (!name.equals(ENLARGED_DIGITS)) return Datasets.named(name, folders);
    Dataset digits = Datasets.named("digits", folders);
    return new Dataset(
        name,
        digits.classNames(),
        enlarged(digits.train()),
        enlarged(digits.test()),
        new Normalization(digits.normalization().max(), List.of(MEAN), List.of(STD)),
        Augmentation.NONE,
        digits.sources());
  }

  /** Every pixel repeated 4×4. */
  static Samples enlarged(Samples samples) {
    int channels = samples.shape().dim(0);
    int height = samples.shape().dim(1) * ENLARGEMENT;
    int width = samples.shape().dim(2) * ENLARGEMENT;
    byte[] pixels = new byte[samples.size() * channels * height * width];
    int[] labels = new int[samples.size()];
    int at = 0;
    for (int n = 0; n < labels.length; n++) {
      labels[n] = samples.label(n);
      for (int i = 0; i < channels * height; i++) {
        for (int x = 0; x < width; x++) {
          int source = i / ENLARGEMENT * (width / ENLARGEMENT) + x / ENLARGEMENT;
          pixels[at++] = (byte) samples.pixel(n, source);
        }
      }
    }
    return Samples.of(Shape.of(channels, height, width), pixels, labels);
  }

  /** Batches in an order drawn from {@code seed}; a tenth of the training samples is held out. */
  static TrainingData batches(Dataset data, int batch, Seed seed) {
    return TrainingData.of(
        data.split(HELD_OUT, seed), data.normalization(), data.augmentation(), batch, seed);
  }

  /** The files that were read, for provenance. */
  static Table sources(String id, Dataset data) {
    Table.Builder table =
        Table.builder(
            id + "-data",
            "Files of data set " + data.name(),
            Column.text("file", "its name"),
            Column.integer("bytes", "its size on disk"),
            Column.text("sha256", "of these bytes"));
    data.sources().forEach(s -> table.row(s.name(), s.bytes(), s.sha256()));
    return table.build();
  }
}
