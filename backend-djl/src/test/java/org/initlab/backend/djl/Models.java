package org.initlab.backend.djl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** Small networks and values for tests of an engine's particulars. */
public final class Models {
  private Models() {}

  /** {@code depth} dense layers of {@code width} with tanh between them. */
  public static Network tanhNetwork(int width, int depth) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      if (i > 0) layers.add(Activation.of("tanh" + i, Nonlinearity.TANH));
      layers.add(new Dense("fc" + i, width, true, false, Role.HIDDEN));
    }
    return new Network("tanh", Shape.of(width), layers);
  }

  /** Weights uniform in ±√(3/fan_in), of variance 1/fan_in; biases likewise with fan_in 1. */
  public static Parameters parameters(Network network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      values.put(spec.name(), uniform(spec.shape(), random, Math.sqrt(3.0 / spec.fanIn())));
    }
    return Parameters.of(values);
  }

  public static Tensor uniform(Shape shape, SplittableRandom random, double limit) {
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) data[i] = random.nextDouble(-limit, limit);
    return Tensor.of(shape, data);
  }
}
