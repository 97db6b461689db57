package org.initlab.experiments.arpit2019;

import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.data.Batch;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.TrainingData;

/**
 * ‖∂L/∂W₁‖_F at initialization, L the cross-entropy of one batch and W₁ the effective weights
 * g·v/‖v‖ of the first layer. With ∂v and ∂g the gradients that the engine gives, row i has ‖∂W₁ᵢ‖²
 * = (‖vᵢ‖/gᵢ)²‖∂vᵢ‖² + ∂gᵢ²: ∂vᵢ is orthogonal to vᵢ, and ∂gᵢ is the part along it (Salimans and
 * Kingma 2016, eq. 3).
 */
final class InitialGradient {
  private InitialGradient() {}

  /** The weights of a network, drawn from {@code seed}, calibrated on {@code batch} if need be. */
  static Parameters draw(
      Figure2Init init,
      Network network,
      Tensor batch,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    InitContext context =
        InitContext.of(seed).withThreads(options.threads()).withCalibration(batch, backend);
    return Schemes.named(init.scheme()).initialize(network, context);
  }

  /** On the first batch of {@code data}, which data-dependent schemes are calibrated on. */
  static double norm(
      Figure2Init init,
      Network network,
      TrainingData data,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    Batch batch = data.train().newBatch();
    data.train().epoch(0).fill(0, batch);
    Parameters drawn = draw(init, network, batch.inputs(), seed, backend, options);
    try (Model model = backend.compile(network, drawn, options.borrowingParameters())) {
      Objective loss = new Objective.CrossEntropy(batch.labels());
      Parameters gradient =
          model
              .gradients(batch.inputs(), loss, Mode.TRAIN, GradientRequest.PARAMETERS)
              .parameters()
              .orElseThrow();
      return ofEffectiveWeights(network, drawn, gradient);
    }
  }

  private static double ofEffectiveWeights(Network network, Parameters at, Parameters gradient) {
    ParameterSpec spec =
        network.parameters().stream()
            .filter(p -> p.kind() == ParameterSpec.Kind.WEIGHT_V)
            .findFirst()
            .orElseThrow();
    String layer = spec.layer() + ".";
    Map<String, Tensor> of = gradient.asMap();
    double[] v = at.get(layer + "weight_v").data();
    double[] g = at.get(layer + "weight_g").data();
    double[] dv = of.get(layer + "weight_v").data();
    double[] dg = of.get(layer + "weight_g").data();
    int columns = v.length / g.length;
    double squares = 0;
    for (int i = 0; i < g.length; i++) {
      double vv = 0;
      double dvdv = 0;
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        vv += v[k] * v[k];
        dvdv += dv[k] * dv[k];
      }
      squares += vv / (g[i] * g[i]) * dvdv + dg[i] * dg[i];
    }
    return Math.sqrt(squares);
  }
}
