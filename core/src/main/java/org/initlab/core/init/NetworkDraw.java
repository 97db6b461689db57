package org.initlab.core.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.initlab.core.error.InitlabException;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.linalg.Dot;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Tensor;

/**
 * Draws every array of a network, each from the stream of its own name, then sets weight
 * normalization's gains.
 */
final class NetworkDraw {
  private NetworkDraw() {}

  /**
   * What the arrays are drawn from; batch normalization starts as the identity with mean 0 and
   * variance 1 under all of them.
   */
  record Rules(
      Initializer weights,
      Initializer biases,
      Initializer classifierWeights,
      Initializer classifierBiases,
      Initializer scales,
      WeightNormGain gain) {
    /** Biases 0, classifiers with the framework's default, learnable scales 1. */
    static Rules of(Initializer weights, WeightNormGain gain) {
      return new Rules(
          weights,
          Initializers.ZEROS,
          Initializers.FRAMEWORK_DEFAULT,
          Initializers.FRAMEWORK_DEFAULT,
          Initializers.ONES,
          gain);
    }

    Rules withBiases(Initializer other) {
      return new Rules(weights, other, classifierWeights, classifierBiases, scales, gain);
    }

    Rules withScales(Initializer other) {
      return new Rules(weights, biases, classifierWeights, classifierBiases, other, gain);
    }

    Rules withClassifier(Initializer otherWeights, Initializer otherBiases) {
      return new Rules(weights, biases, otherWeights, otherBiases, scales, gain);
    }
  }

  static Parameters draw(Network network, InitContext context, Rules rules) {
    List<ParameterSpec> drawn = new ArrayList<>();
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind() != Kind.WEIGHT_G) drawn.add(spec);
    }
    Map<String, Tensor> arrays = drawAll(drawn, context, rules);
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      Tensor tensor =
          spec.kind() == Kind.WEIGHT_G ? gains(spec, arrays, rules.gain) : arrays.get(spec.name());
      ordered.put(spec.name(), tensor);
    }
    return Parameters.of(ordered);
  }

  private static Map<String, Tensor> drawAll(
      List<ParameterSpec> specs, InitContext context, Rules rules) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    if (context.threads() == 1) {
      for (ParameterSpec spec : specs) arrays.put(spec.name(), drawOne(spec, context, rules));
      return arrays;
    }
    ExecutorService pool = Executors.newFixedThreadPool(context.threads());
    try {
      Map<String, CompletableFuture<Tensor>> pending = new LinkedHashMap<>();
      for (ParameterSpec spec : specs) {
        pending.put(
            spec.name(), CompletableFuture.supplyAsync(() -> drawOne(spec, context, rules), pool));
      }
      pending.forEach((name, tensor) -> arrays.put(name, tensor.join()));
      return arrays;
    } catch (CompletionException e) {
      if (e.getCause() instanceof InitlabException cause) throw cause;
      if (e.getCause() instanceof OutOfMemoryError full) throw full;
      throw e;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Tensor drawOne(ParameterSpec spec, InitContext context, Rules rules) {
    return rule(spec, rules).draw(spec, context.seed().stream(spec.name()));
  }

  private static Initializer rule(ParameterSpec spec, Rules rules) {
    boolean classifier = spec.role() == Role.CLASSIFIER;
    return switch (spec.kind()) {
      case WEIGHT, WEIGHT_V -> classifier ? rules.classifierWeights : rules.weights;
      case BIAS -> classifier ? rules.classifierBiases : rules.biases;
      case SCALE -> rules.scales;
      case NORM_WEIGHT, RUNNING_VAR -> Initializers.ONES;
      case NORM_BIAS, RUNNING_MEAN -> Initializers.ZEROS;
      case WEIGHT_G -> throw new IllegalArgumentException(spec.name() + " follows from weight_v");
    };
  }

  private static Tensor gains(ParameterSpec spec, Map<String, Tensor> arrays, WeightNormGain gain) {
    Tensor v = arrays.get(spec.layer() + "." + Kind.WEIGHT_V.suffix());
    WeightNormGain rule = spec.role() == Role.CLASSIFIER ? WeightNormGain.NORM_OF_V : gain;
    double[] g = new double[spec.shape().dim(0)];
    int fan = v.size() / g.length;
    for (int i = 0; i < g.length; i++) {
      double norm = Math.sqrt(Dot.of(v.data(), v.data(), i * fan, (i + 1) * fan));
      if (!(norm > 0)) {
        throw new InvalidInputException(
            "layer '"
                + spec.layer()
                + "', unit "
                + i
                + ": weight normalization divides by ‖v‖, which is "
                + norm);
      }
      g[i] = rule.gain(spec, norm);
    }
    return Tensor.of(spec.shape(), g);
  }
}
