package org.initlab.bench;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.backend.Objective;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A network and the size of the batches that it is trained on: weight-normalized, with biases, and
 * initialized as orthogonal_proposed. Inputs are noise in the shape of images and labels are
 * random; what they are does not change how long a step takes.
 */
record Workload(String name, Network network, int batch) {
  private static final Shape CIFAR = Shape.of(3, 32, 32);
  private static final int CLASSES = 10;
  private static final Seed SEED = new Seed(1);

  static List<Workload> all() {
    ArchitectureOptions options = ArchitectureOptions.WEIGHT_NORM;
    return List.of(
        new Workload("mlp-20x512", Architectures.mlp(CIFAR, 512, 20, CLASSES, options), 128),
        new Workload("cnn-25x128", Architectures.cnn(CIFAR, 128, 25, CLASSES, options), 128),
        new Workload("wrn-16-2", Architectures.wrn(CIFAR, 2, 2, CLASSES, false, options), 64),
        new Workload(
            "mlp-10000x64", Architectures.mlp(Shape.of(64), 64, 10_000, CLASSES, options), 32));
  }

  Parameters parameters() {
    return Schemes.named("orthogonal_proposed").initialize(network, InitContext.of(SEED));
  }

  Tensor inputs() {
    Shape shape = network.input().batched(batch);
    UniformRandomProvider random = SEED.stream("inputs");
    double[] values = random.doubles(shape.size(), -1, 1).toArray();
    return Tensor.of(shape, values);
  }

  Objective objective() {
    return new Objective.CrossEntropy(SEED.stream("labels").ints(batch, 0, CLASSES).toArray());
  }
}
