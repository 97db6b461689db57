package org.initlab.experiments.xiao2018;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.init.DeltaOrthogonal;
import org.initlab.core.init.Initializer;
import org.initlab.core.init.Normal;
import org.initlab.core.init.VarianceScaling;
import org.initlab.core.init.VarianceScaling.Distribution;
import org.initlab.core.init.VarianceScaling.Fan;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
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
 * A plain tanh CNN as in the authors' demonstration (github.com/brain-research/mean-field-cnns):
 * 3×3 convolutions without normalization or shortcuts. One to the working number of channels,
 * {@code reductions} of stride 2, {@code depth} that keep everything, the mean over positions and a
 * linear classifier; not {@code pooled}, the classifier reads every position. The paper's padding
 * is circular, here it is by zeros, which is the same for a delta-orthogonal kernel: only its
 * centre tap is there.
 */
public record VanillaCnn(
    Shape input, int channels, int reductions, int depth, int classes, boolean pooled) {
  /** How the {@code depth} deep kernels are drawn. */
  public enum Kernel {
    DELTA_ORTHOGONAL("delta-orthogonal"),
    GAUSSIAN("Gaussian");

    private final String label;

    Kernel(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private static final String DEEP = "deep";

  public Network network() {
    List<Layer> layers = new ArrayList<>();
    add(layers, "first", 1);
    for (int i = 1; i <= reductions; i++) add(layers, "reduction" + i, 2);
    for (int l = 1; l <= depth; l++) add(layers, DEEP + l, 1);
    layers.add(pooled ? new GlobalAveragePool("pool") : new Flatten("flatten"));
    layers.add(new Dense("classifier", classes, true, false, Role.CLASSIFIER));
    return new Network("vanilla-cnn-" + depth + "x" + channels, input, layers);
  }

  private void add(List<Layer> layers, String name, int stride) {
    layers.add(new Conv2d(name, channels, 3, stride, 1, true, false, Role.HIDDEN));
    layers.add(Activation.of(name + ".tanh", Nonlinearity.TANH));
  }

  /** Whether a layer is one of the {@code depth} deep ones, activations included. */
  static boolean isDeep(String layer) {
    return layer.startsWith(DEEP);
  }

  /**
   * Biases N(0, σ_b²), Gaussian weights N(0, σ_w²/fan_in) but in the deep kernels, the classifier's
   * too.
   *
   * @param weightVariance σ_w²
   * @param biasVariance σ_b²
   */
  public Parameters draw(Kernel kernel, double weightVariance, double biasVariance, Seed seed) {
    Initializer gaussian = new VarianceScaling(weightVariance, Fan.FAN_IN, Distribution.NORMAL);
    Initializer delta = new DeltaOrthogonal(Math.sqrt(weightVariance));
    Initializer bias = biases(biasVariance);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (ParameterSpec spec : network().parameters()) {
      boolean deep = isDeep(spec.layer()) && kernel == Kernel.DELTA_ORTHOGONAL;
      Initializer rule = spec.kind() == ParameterSpec.Kind.BIAS ? bias : deep ? delta : gaussian;
      UniformRandomProvider random = seed.stream(spec.name());
      arrays.put(spec.name(), rule.draw(spec, random));
    }
    return Parameters.of(arrays);
  }

  private static Initializer biases(double variance) {
    return new Normal(Math.sqrt(variance));
  }
}
