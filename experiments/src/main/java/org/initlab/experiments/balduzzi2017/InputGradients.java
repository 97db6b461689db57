package org.initlab.experiments.balduzzi2017;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.RandomMlp;

/**
 * ∂f/∂x of every sample, f the output. Batch normalization's statistics are those of the batch but
 * held constant.
 */
final class InputGradients {
  private InputGradients() {}

  /**
   * He weights, N(0, 2/fan_in).
   *
   * @param sigmaB the standard deviation of biases of layer {@code spread}; others have none
   */
  static Parameters draw(Network network, double sigmaB, boolean allBiases, Seed seed) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      boolean biased = allBiases || spec.layer().equals("spread");
      double scale =
          spec.kind() == Kind.WEIGHT ? Math.sqrt(2.0 / spec.fanIn()) : biased ? sigmaB : 0;
      boolean one = spec.kind() == Kind.NORM_WEIGHT || spec.kind() == Kind.RUNNING_VAR;
      boolean random = spec.kind() == Kind.WEIGHT || spec.kind() == Kind.BIAS;
      arrays.put(
          spec.name(),
          random
              ? scaled(RandomMlp.normals(spec.shape(), seed.stream(spec.name())), scale)
              : Tensor.filled(spec.shape(), one ? 1 : 0));
    }
    return Parameters.of(arrays);
  }

  private static Tensor scaled(Tensor t, double scale) {
    return Tensor.of(t.shape(), Arrays.stream(t.data()).map(v -> v * scale).toArray());
  }

  static Tensor of(
      Network network,
      Parameters drawn,
      Tensor inputs,
      Backend backend,
      CompileOptions options) {
    Objective sum =
        new Objective.Cotangent(
            Tensor.filled(network.output().batched(inputs.shape().dim(0)), 1));
    Parameters frozen = drawn;
    try (Model model = backend.compile(network, drawn, options)) {
      model.accumulate(inputs, sum, 1);
      frozen = model.parameters();
    }
    try (Model model = backend.compile(network, frozen, options)) {
      GradientRequest request = new GradientRequest(false, true, Probe.NONE);
      return model.gradients(inputs, sum, Mode.EVAL, request).input().orElseThrow();
    }
  }
}
