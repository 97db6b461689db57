package org.initlab.experiments.arpit2019;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Normalization;
import org.initlab.core.data.Samples;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;

/**
 * Ten Gaussian clusters in 64 dimensions: x = c_k + z, the centres c_k ~ N(0, 0.7² I) and z ~ N(0,
 * I). A network of 50 layers learns them in minutes. Values are kept in steps of 12/255 within ±6,
 * as bytes of 8×8 images: the rounding adds 2e-4 of the noise's variance.
 */
final class GaussianClusters {
  static final String NAME = "gaussian-clusters";

  private static final int CLASSES = 10;
  private static final int SIDE = 8;
  private static final double CENTRES = 0.7;
  private static final double RANGE = 12;
  private static final int MAX = 255;

  private GaussianClusters() {}

  /** Centres and samples are drawn from {@code seed}; labels go round. */
  static Dataset draw(int train, int test, Seed seed) {
    double[] centres = new double[CLASSES * SIDE * SIDE];
    ZigguratSampler.NormalizedGaussian normal = normal(seed, "centres");
    for (int i = 0; i < centres.length; i++) centres[i] = CENTRES * normal.sample();
    return new Dataset(
        NAME,
        IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList(),
        samples(train, centres, normal(seed, "train")),
        samples(test, centres, normal(seed, "test")),
        new Normalization(MAX, List.of(0.5), List.of(1 / RANGE)),
        Augmentation.NONE,
        List.of());
  }

  private static Samples samples(
      int n, double[] centres, ZigguratSampler.NormalizedGaussian normal) {
    int size = SIDE * SIDE;
    byte[] pixels = new byte[n * size];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % CLASSES;
      for (int k = 0; k < size; k++) {
        double x = centres[labels[i] * size + k] + normal.sample();
        long value = Math.round((x / RANGE + 0.5) * MAX);
        pixels[i * size + k] = (byte) Math.max(0, Math.min(MAX, value));
      }
    }
    return Samples.of(Shape.of(1, SIDE, SIDE), pixels, labels);
  }

  private static ZigguratSampler.NormalizedGaussian normal(Seed seed, String what) {
    return ZigguratSampler.NormalizedGaussian.of(seed.stream(NAME + "/" + what));
  }
}
