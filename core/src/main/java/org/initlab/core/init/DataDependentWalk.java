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
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Passes the calibration batch through a network, one layer at a time as a network of its own, and
 * sets g and b of every weight-normalized layer on the way. Both paths of a residual start from the
 * same batch.
 */
final class DataDependentWalk {
  private final Tensor batch;
  private final Backend backend;
  private final CompileOptions options;
  private final Map<String, Tensor> arrays;

  /**
   * @param drawn directions v, with g = 1 and b = 0
   */
  DataDependentWalk(InitContext.Calibration calibration, int threads, Parameters drawn) {
    batch = calibration.batch();
    backend = calibration.backend();
    options = CompileOptions.cpu(Precision.FLOAT64).withThreads(threads);
    arrays = new LinkedHashMap<>(drawn.asMap());
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
    return isCalibrated(layer) ? standardize(layer.name(), output) : output;
  }

  private Tensor alone(Layer layer, Tensor input) {
    Network network = new Network(layer.name(), input.shape().unbatched(), List.of(layer));
    Map<String, Tensor> own = new LinkedHashMap<>();
    network.parameters().forEach(s -> own.put(s.name(), arrays.get(s.name())));
    try (Model model = backend.compile(network, Parameters.of(own), options)) {
      return model.forward(input, Mode.TRAIN, Probe.NONE);
    }
  }

  private static boolean isCalibrated(Layer layer) {
    if (layer instanceof Dense d) return d.weightNorm() && d.role() != Role.CLASSIFIER;
    if (layer instanceof Conv2d c) return c.weightNorm() && c.role() != Role.CLASSIFIER;
    return false;
  }

  /**
   * Sets g and b from the pre-activations under g = 1, b = 0, and returns (a − μ)/σ, which is what
   * the layer computes from now on.
   */
  private Tensor standardize(String layer, Tensor a) {
    UnitStatistics statistics = UnitStatistics.of(a);
    int units = statistics.units();
    double[] g = new double[units];
    double[] b = new double[units];
    for (int i = 0; i < units; i++) {
      if (!statistics.varies(i)) {
        throw new InvalidInputException(
            "layer '"
                + layer
                + "', unit "
                + i
                + ": its pre-activation is the same for the whole calibration batch (σ = 0), so"
                + " g = 1/σ is undefined");
      }
      g[i] = 1 / statistics.std(i);
      b[i] = -statistics.mean(i) / statistics.std(i);
    }
    set(layer, Kind.WEIGHT_G, g);
    set(layer, Kind.BIAS, b);
    return statistics.standardized(a);
  }

  private void set(String layer, Kind kind, double[] values) {
    String name = layer + "." + kind.suffix();
    arrays.put(name, Tensor.of(arrays.get(name).shape(), values));
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
