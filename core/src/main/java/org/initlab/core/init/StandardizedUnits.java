package org.initlab.core.init;

import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Tensor;

/**
 * Salimans and Kingma's (2016, eq. 6) g = 1/σ and b = −μ/σ for every unit of every
 * weight-normalized layer, drawn with g = 1 and b = 0.
 */
final class StandardizedUnits implements CalibratedLayers {
  @Override
  public boolean contains(Layer layer) {
    if (layer instanceof Dense d) return d.weightNorm() && d.role() != Role.CLASSIFIER;
    if (layer instanceof Conv2d c) return c.weightNorm() && c.role() != Role.CLASSIFIER;
    return false;
  }

  /** Returns (a − μ)/σ. */
  @Override
  public Tensor calibrate(Layer layer, Tensor a, Map<String, Tensor> arrays) {
    UnitStatistics statistics = UnitStatistics.of(a);
    int units = statistics.units();
    double[] g = new double[units];
    double[] b = new double[units];
    for (int i = 0; i < units; i++) {
      if (!statistics.varies(i)) {
        throw new InvalidInputException(
            "layer '"
                + layer.name()
                + "', unit "
                + i
                + ": its pre-activation is the same for the whole calibration batch (σ = 0), so"
                + " g = 1/σ is undefined");
      }
      g[i] = 1 / statistics.std(i);
      b[i] = -statistics.mean(i) / statistics.std(i);
    }
    set(arrays, layer.name() + "." + Kind.WEIGHT_G.suffix(), g);
    set(arrays, layer.name() + "." + Kind.BIAS.suffix(), b);
    return statistics.standardized(a);
  }

  private static void set(Map<String, Tensor> arrays, String name, double[] values) {
    arrays.put(name, Tensor.of(arrays.get(name).shape(), values));
  }
}
