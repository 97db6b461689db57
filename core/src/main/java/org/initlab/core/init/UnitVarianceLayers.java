package org.initlab.core.init;

import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Mishkin and Matas's (2016) W ← W/√Var(a) for every weighted layer, a its outputs over samples,
 * units and positions. Biases being 0, one division leaves variance 1 exactly where their program
 * repeats it until the variance is within a tolerance. Under weight normalization g is divided.
 */
final class UnitVarianceLayers implements CalibratedLayers {
  @Override
  public boolean contains(Layer layer) {
    return layer instanceof Dense || layer instanceof Conv2d;
  }

  @Override
  public Tensor calibrate(Layer layer, Tensor a, Map<String, Tensor> arrays) {
    UnitStatistics all = UnitStatistics.of(a.reshaped(Shape.of(a.size(), 1)));
    if (!all.varies(0)) {
      throw new InvalidInputException(
          "layer '"
              + layer.name()
              + "': its output is the same for the whole calibration batch, so it cannot be given"
              + " variance 1");
    }
    String gain = layer.name() + "." + Kind.WEIGHT_G.suffix();
    String scaled = arrays.containsKey(gain) ? gain : layer.name() + "." + Kind.WEIGHT.suffix();
    arrays.computeIfPresent(scaled, (name, w) -> divided(w, all.std(0)));
    return divided(a, all.std(0));
  }

  private static Tensor divided(Tensor x, double by) {
    double[] data = new double[x.size()];
    for (int i = 0; i < data.length; i++) data[i] = x.data()[i] / by;
    return Tensor.of(x.shape(), data);
  }
}
