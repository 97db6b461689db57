package org.initlab.core.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.ModelInputs;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Passes the calibration batch through a network, one layer at a time as a network of its own, and
 * calibrates them on the way. Both paths of a residual start from the same batch.
 */
final class DataDependentWalk {
  private final Tensor batch;
  private final Backend backend;
  private final CompileOptions options;
  private final Map<String, Tensor> arrays;
  private final CalibratedLayers rule;

  /**
   * @param drawn what the rule starts from
   */
  DataDependentWalk(
      InitContext.Calibration calibration, int threads, Parameters drawn, CalibratedLayers rule) {
    batch = calibration.batch();
    backend = calibration.backend();
    options = CompileOptions.cpu(Precision.FLOAT64).withThreads(threads);
    arrays = new LinkedHashMap<>(drawn.asMap());
    this.rule = rule;
  }

  Parameters through(Network network) {
    if (ModelInputs.requireBatch(network, batch) < 2) {
      throw new InvalidInputException(
          "the calibration batch needs at least 2 samples, was given 1");
    }
    through(network.layers(), batch);
    return Parameters.of(arrays);
  }

  private Tensor through(List<Layer> layers, Tensor input) {
    Tensor state = input;
    for (Layer layer : layers) state = through(layer, state);
    return state;
  }

  private Tensor through(Layer layer, Tensor input) {
    if (layer instanceof Residual r) {
      Tensor branch = through(r.branch(), input);
      return sum(through(r.shortcut(), input), r.branchScale(), branch);
    }
    Tensor output = alone(layer, input);
    return rule.contains(layer) ? rule.calibrate(layer, output, arrays) : output;
  }

  private Tensor alone(Layer layer, Tensor input) {
    Network network = new Network(layer.name(), input.shape().unbatched(), List.of(layer));
    Map<String, Tensor> own = new LinkedHashMap<>();
    network.parameters().forEach(s -> own.put(s.name(), arrays.get(s.name())));
    try (Model model = backend.compile(network, Parameters.of(own), options)) {
      return model.forward(input, Mode.TRAIN, Probe.NONE);
    }
  }

  private static Tensor sum(Tensor shortcut, double scale, Tensor branch) {
    Shape shape = shortcut.shape();
    double[] sum = new double[shape.size()];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = shortcut.data()[i] + scale * branch.data()[i];
    }
    return Tensor.of(shape, sum);
  }
}
