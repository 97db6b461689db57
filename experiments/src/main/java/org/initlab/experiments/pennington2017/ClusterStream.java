package org.initlab.experiments.pennington2017;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Ten Gaussian clusters in 64 dimensions without end: x = (c_k + z)/√1.49, c_k ~ N(0, 0.7² I), z ~
 * N(0, I), labels drawn evenly. No sample comes twice, so the accuracy on a batch before its update
 * is that on unseen data.
 */
final class ClusterStream {
  static final int CLASSES = 10;
  static final int DIMENSIONS = 64;
  private static final double CENTRES = 0.7;

  private final double[] centres = new double[CLASSES * DIMENSIONS];
  private final UniformRandomProvider random;
  private final ZigguratSampler.NormalizedGaussian normal;

  ClusterStream(Seed seed) {
    var ofCentres = ZigguratSampler.NormalizedGaussian.of(seed.stream("clusters/centres"));
    for (int i = 0; i < centres.length; i++) centres[i] = CENTRES * ofCentres.sample();
    random = seed.stream("clusters/samples");
    normal = ZigguratSampler.NormalizedGaussian.of(random);
  }

  /** A batch of inputs and their labels. */
  record Batch(Tensor inputs, int[] labels) {}

  Batch next(int size) {
    double[] inputs = new double[size * DIMENSIONS];
    int[] labels = new int[size];
    double scale = 1 / Math.sqrt(1 + CENTRES * CENTRES);
    for (int n = 0; n < size; n++) {
      labels[n] = random.nextInt(CLASSES);
      for (int d = 0; d < DIMENSIONS; d++) {
        double centre = centres[labels[n] * DIMENSIONS + d];
        inputs[n * DIMENSIONS + d] = scale * (centre + normal.sample());
      }
    }
    return new Batch(Tensor.of(Shape.of(size, DIMENSIONS), inputs), labels);
  }
}
