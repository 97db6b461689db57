package org.initlab.experiments.meanfield;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Wide random networks of Poole et al. 2016: a^l = W^l φ(a^{l−1}) + b^l with W ~ N(0, σ_w²/N) and b
 * ~ N(0, σ_b²). The input is a⁰, a pre-activation, so that its variance q and its correlations can
 * be set exactly; layer l is named {@code fcl} and ends in a^l.
 */
public final class RandomMlp {
  private RandomMlp() {}

  /** {@code depth} layers of {@code width} units. */
  public static Network network(Nonlinearity function, int width, int depth) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      layers.add(Activation.of("act" + (l - 1), function));
      layers.add(new Dense("fc" + l, width, true, false, Role.HIDDEN));
    }
    return new Network(function.id() + "-" + depth + "x" + width, Shape.of(width), layers);
  }

  /** Every array from the stream of its own name, so threads do not matter. */
  public static Parameters draw(
      Network network, double sigmaW, double sigmaB, Seed seed, int threads) {
    return new Draw(network, seed, threads).scaled(sigmaW, sigmaB);
  }

  /** Standard normals for every weight and bias, to be scaled again and again. */
  public static final class Draw {
    private final List<ParameterSpec> specs;
    private final List<Tensor> normals;

    public Draw(Network network, Seed seed, int threads) {
      specs = network.parameters();
      Tensor[] drawn = new Tensor[specs.size()];
      Threads.each(
          threads, specs.size(), i -> drawn[i] = normals(specs.get(i).shape(), seed, specs.get(i)));
      normals = List.of(drawn);
    }

    /** Weights N(0, σ_w²/fan_in), biases N(0, σ_b²). */
    public Parameters scaled(double sigmaW, double sigmaB) {
      Map<String, Tensor> arrays = new LinkedHashMap<>();
      IntStream.range(0, specs.size())
          .forEach(
              i -> {
                ParameterSpec spec = specs.get(i);
                boolean bias = spec.kind() == ParameterSpec.Kind.BIAS;
                double scale = bias ? sigmaB : sigmaW / Math.sqrt(spec.fanIn());
                double[] values = normals.get(i).data().clone();
                for (int k = 0; k < values.length; k++) values[k] *= scale;
                arrays.put(spec.name(), Tensor.of(spec.shape(), values));
              });
      return Parameters.of(arrays);
    }
  }

  private static Tensor normals(Shape shape, Seed seed, ParameterSpec spec) {
    return normals(shape, seed.stream(spec.name()));
  }

  /** Independent standard normals. */
  public static Tensor normals(Shape shape, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) values[i] = normal.sample();
    return Tensor.of(shape, values);
  }
}
