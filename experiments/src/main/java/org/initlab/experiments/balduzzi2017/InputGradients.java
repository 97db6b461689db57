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
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.RandomMlp;

/**
 * ∂f/∂x of every sample, f the output. Batch normalization's statistics are those of the batch but
 * held constant.
 */
final class InputGradients {
  private static final double KINKS = 0.75;

  private InputGradients() {}

  /**
   * He weights, N(0, 2/fan_in), and biases 0 but in layer {@code spread}, w·x + b: its units have
   * their kinks, −b/w, at N(0, 0.75²), so that hardly one is constant over −2…2.
   *
   * @param sigmaB the standard deviation of all other biases
   */
  static Parameters draw(Network network, double sigmaB, Seed seed) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      Tensor normals = RandomMlp.normals(spec.shape(), seed.stream(spec.name()));
      arrays.put(
          spec.name(),
          switch (spec.kind()) {
            case WEIGHT -> scaled(normals, Math.sqrt(2.0 / spec.fanIn()));
            case BIAS ->
                spec.layer().equals(Kind.SPREAD)
                    ? kinks(normals, arrays.get(Kind.SPREAD + ".weight"))
                    : scaled(normals, sigmaB);
            case NORM_WEIGHT, RUNNING_VAR -> Tensor.filled(spec.shape(), 1);
            default -> Tensor.zeros(spec.shape());
          });
    }
    return Parameters.of(arrays);
  }

  private static Tensor kinks(Tensor normals, Tensor weights) {
    double[] b = new double[normals.size()];
    for (int i = 0; i < b.length; i++) b[i] = KINKS * normals.data()[i] * weights.data()[i];
    return Tensor.of(normals.shape(), b);
  }

  private static Tensor scaled(Tensor t, double scale) {
    return Tensor.of(t.shape(), Arrays.stream(t.data()).map(v -> v * scale).toArray());
  }

  static Tensor of(
      Network network, Parameters drawn, Tensor inputs, Backend backend, CompileOptions options) {
    Parameters frozen = frozen(network, drawn, inputs, backend, options);
    try (Model model = backend.compile(network, frozen, options)) {
      GradientRequest request = new GradientRequest(false, true, Probe.NONE);
      return model
          .gradients(inputs, sum(network, inputs), Mode.EVAL, request)
          .input()
          .orElseThrow();
    }
  }

  /** The network's parameters with the batch's statistics as its running ones. */
  static Parameters frozen(
      Network network, Parameters drawn, Tensor inputs, Backend backend, CompileOptions options) {
    try (Model model = backend.compile(network, drawn, options)) {
      model.accumulate(inputs, sum(network, inputs), 1);
      return model.parameters();
    }
  }

  private static Objective sum(Network network, Tensor inputs) {
    int n = inputs.shape().dim(0);
    return new Objective.Cotangent(Tensor.filled(network.output().batched(n), 1));
  }
}
