package org.initlab.core.theory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** The second moments of a network's parameters as drawn, by layer. */
final class LayerVariance {
  /**
   * @param weight σ_w² = fan_in·mean(W²), or mean(γ²) for a normalization; NaN if the weights do
   *     not look random
   * @param bias σ_b² = mean(b²)
   * @param coverage the share of kernel taps that do not fall on padding; 1 for dense layers
   * @param weightNorm whether the layer is weight-normalized
   */
  record Affine(double weight, double bias, double coverage, boolean weightNorm) {}

  private final Parameters parameters;
  private final Map<String, Affine> layers = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();

  LayerVariance(Network network, Parameters parameters) {
    this.parameters = parameters;
    collect(network.layers(), network.input());
  }

  Affine of(String layer) {
    return layers.get(layer);
  }

  /** Positions of the map that enters a layer. */
  int positionsBefore(String layer) {
    return positions.get(layer);
  }

  private Shape collect(List<Layer> list, Shape start) {
    Shape shape = start;
    for (Layer layer : list) {
      positions.put(layer.name(), shape.rank() == 3 ? shape.dim(1) * shape.dim(2) : 1);
      if (layer instanceof Dense d) {
        layers.put(d.name(), affine(d.name(), d.bias(), d.weightNorm(), 1));
      } else if (layer instanceof Conv2d c) {
        layers.put(c.name(), affine(c.name(), c.bias(), c.weightNorm(), coverage(c, shape)));
      } else if (layer instanceof BatchNorm b) {
        double gamma = meanSquare(parameters.get(b.name() + ".weight"));
        layers.put(
            b.name(), new Affine(gamma, meanSquare(parameters.get(b.name() + ".bias")), 1, false));
      } else if (layer instanceof Residual r) {
        collect(r.branch(), shape);
        collect(r.shortcut(), shape);
      }
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  private Affine affine(String name, boolean bias, boolean weightNorm, double coverage) {
    double b = bias ? meanSquare(parameters.get(name + ".bias")) : 0;
    if (weightNorm) {
      Tensor v = parameters.get(name + ".weight_v");
      double[] g = parameters.get(name + ".weight_g").data();
      // Rows of the effective weight have norm |g|, so Σ W² = Σ g².
      return new Affine(random(v, sumOfSquares(g) / g.length), b, coverage, true);
    }
    Tensor w = parameters.get(name + ".weight");
    return new Affine(random(w, sumOfSquares(w.data()) / w.shape().dim(0)), b, coverage, false);
  }

  /** {@code variance}, or NaN if {@code w} is constant-like or sparse; all zeros are exact. */
  private static double random(Tensor w, double variance) {
    double sum = 0;
    int zeros = 0;
    for (double v : w.data()) {
      sum += v;
      if (v == 0) zeros++;
    }
    if (zeros == w.size()) return variance;
    double mean = sum / w.size();
    double error = Math.sqrt(meanSquare(w) / w.size());
    // A single output may have few weights: constants are 1/√n standard errors only then.
    boolean constant = Math.abs(mean) > 5 * error || meanSquare(w) == mean * mean;
    return constant || 2 * zeros > w.size() ? Double.NaN : variance;
  }

  /** Taps of all output positions that fall inside the map, over all taps. */
  private static double coverage(Conv2d c, Shape in) {
    Shape out = c.outputShape(in);
    double rows = inside(c, in.dim(1), out.dim(1));
    double columns = inside(c, in.dim(2), out.dim(2));
    return rows * columns / ((double) out.dim(1) * out.dim(2) * c.kernel() * c.kernel());
  }

  private static int inside(Conv2d c, int side, int outSide) {
    int count = 0;
    for (int o = 0; o < outSide; o++) {
      for (int k = 0; k < c.kernel(); k++) {
        int at = o * c.stride() + k - c.padding();
        if (at >= 0 && at < side) count++;
      }
    }
    return count;
  }

  private static double meanSquare(Tensor t) {
    return sumOfSquares(t.data()) / t.size();
  }

  private static double sumOfSquares(double[] x) {
    double sum = 0;
    for (double v : x) sum += v * v;
    return sum;
  }
}
