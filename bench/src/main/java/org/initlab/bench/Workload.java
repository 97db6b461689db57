package org.initlab.bench;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.backend.Objective;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A network and the size of the batches that it is trained on. Inputs are noise in the shape of
 * images and labels are random: what they are does not change how long a step takes, as long as
 * states and gradients neither vanish nor explode. Arithmetic on subnormal numbers is many times
 * slower, so networks of 10,000 layers stand at the edge of chaos, where signals pass (Xiao et al.
 * 2018).
 *
 * @param scheme the initialization
 */
record Workload(String name, Network network, String scheme, int batch) {
  private static final Shape CIFAR = Shape.of(3, 32, 32);
  private static final int CLASSES = 10;
  private static final int DEEP = 10_000;
  private static final Seed SEED = new Seed(1);

  static List<Workload> all() {
    ArchitectureOptions norm = ArchitectureOptions.WEIGHT_NORM;
    ArchitectureOptions tanh = ArchitectureOptions.PLAIN.withActivation(Nonlinearity.TANH);
    Network mlp = Architectures.mlp(CIFAR, 512, 20, CLASSES, norm);
    Network cnn = Architectures.cnn(CIFAR, 128, 25, CLASSES, norm);
    Network wrn = Architectures.wrn(CIFAR, 2, 2, CLASSES, false, norm);
    Network deepMlp = Architectures.mlp(Shape.of(64), 64, DEEP, CLASSES, tanh);
    Network deepCnn = Architectures.cnn(CIFAR, 16, DEEP, CLASSES, tanh);
    return List.of(
        new Workload("mlp-20x512", mlp, "orthogonal_proposed", 128),
        new Workload("cnn-25x128", cnn, "orthogonal_proposed", 128),
        new Workload("wrn-16-2", wrn, "orthogonal_proposed", 64),
        new Workload("mlp-10000x64", deepMlp, "edge_of_chaos_orthogonal", 32),
        new Workload("cnn-10000x16", deepCnn, "edge_of_chaos_delta", 8));
  }

  Parameters parameters() {
    return Schemes.named(scheme).initialize(network, InitContext.of(SEED));
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
