package org.initlab.core.validate;

import java.util.HashMap;
import java.util.Map;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Differences;
import org.initlab.core.tensor.Tensor;

/**
 * What the error of a parameter's gradient is relative to: the largest gradient of its layer, and
 * for arrays that are added (biases) also the terms of the sum, ‖∂L/∂a‖∞·√(N·positions). A bias
 * before a batch normalization has a gradient of 0 in exact arithmetic; its own norm is no scale.
 */
final class GradientScale {
  private final Map<String, Double> ofLayer = new HashMap<>();
  private final Map<String, Double> ofTerms = new HashMap<>();

  GradientScale(Subject subject, Observation observation) {
    for (ParameterSpec spec : subject.network().parameters()) {
      if (!spec.kind().trainable()) continue;
      double norm = Differences.maxAbs(observation.parameterGradients().get(spec.name()));
      ofLayer.merge(spec.layer(), norm, Math::max);
    }
    for (ProbePoint p : subject.network().probePoints()) {
      Tensor gradient = observation.stateGradients()[p.index()];
      double terms = (double) gradient.size() / p.shape().dim(0);
      ofTerms.put(p.layer(), Differences.maxAbs(gradient) * Math.sqrt(terms));
    }
  }

  double of(ParameterSpec spec) {
    double layer = ofLayer.get(spec.layer());
    return switch (spec.kind()) {
      case BIAS, NORM_BIAS -> Math.max(layer, ofTerms.get(spec.layer()));
      default -> layer;
    };
  }
}
