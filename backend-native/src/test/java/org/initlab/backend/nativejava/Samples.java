package org.initlab.backend.nativejava;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** Seeded test data, standard normal unless said otherwise. */
public final class Samples {
  private final SplittableRandom random;

  public Samples(long seed) {
    random = new SplittableRandom(seed);
  }

  public double normal() {
    double u = 1 - random.nextDouble();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
  }

  public double[] normals(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) values[i] = normal();
    return values;
  }

  Tensor tensor(Shape shape) {
    return Tensor.of(shape, normals(shape.size()));
  }

  Tensor batch(Network network, int n) {
    return tensor(network.input().batched(n));
  }

  public int[] labels(int n, int classes) {
    return random.ints(n, 0, classes).toArray();
  }

  /** Weights of variance 1/fan_in, running variances in (0.5, 1.5), everything else normal. */
  public Parameters parameters(Network network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      double[] values = normals(spec.shape().size());
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (spec.kind()) {
              case WEIGHT -> values[i] / Math.sqrt(spec.fanIn());
              case RUNNING_VAR -> 0.5 + random.nextDouble();
              default -> values[i];
            };
      }
      tensors.put(spec.name(), Tensor.of(spec.shape(), values));
    }
    return Parameters.of(tensors);
  }

  /** One normal array for every trainable parameter. */
  Parameters direction(Network network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind().trainable()) tensors.put(spec.name(), tensor(spec.shape()));
    }
    return Parameters.of(tensors);
  }
}
