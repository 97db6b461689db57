package org.initlab.core.theory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** The second moments of a network's parameters as drawn, by layer. */
final class LayerVariance {
  /**
   * @param weight σ_w² = fan_in·mean(W²), or mean(γ²) for a normalization; NaN if the weights do
   *     not look random
   * @param bias σ_b² = mean(b²)
   * @param coverage the share of the kernel's energy that does not fall on padding; 1 for dense
   *     layers
   * @param weightNorm whether the layer is weight-normalized
   * @param mirrored whether the weights are [W, −W] along the input features
   */
  record Affine(double weight, double bias, double coverage, boolean weightNorm, boolean mirrored) {
    static Affine elementwise(double weight, double bias) {
      return new Affine(weight, bias, 1, false, false);
    }
  }

  /** Row sums of centred weights over the sum of magnitudes; rounding leaves far less. */
  private static final double CENTRED = 1e-12;

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
        layers.put(d.name(), affine(d.name(), d.bias(), d.weightNorm(), w -> 1));
      } else if (layer instanceof Conv2d c) {
        Shape in = shape;
        layers.put(c.name(), affine(c.name(), c.bias(), c.weightNorm(), w -> coverage(c, in, w)));
      } else if (layer instanceof BatchNorm b) {
        double gamma = meanSquare(parameters.get(b.name() + ".weight"));
        double beta = meanSquare(parameters.get(b.name() + ".bias"));
        layers.put(b.name(), Affine.elementwise(gamma, beta));
      } else if (layer instanceof Scale s) {
        double alpha = meanSquare(parameters.get(s.name() + ".weight"));
        layers.put(s.name(), Affine.elementwise(alpha, 0));
      } else if (layer instanceof Residual r) {
        collect(r.branch(), shape);
        collect(r.shortcut(), shape);
      }
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  private Affine affine(
      String name, boolean bias, boolean weightNorm, ToDoubleFunction<Tensor> coverage) {
    double b = bias ? meanSquare(parameters.get(name + ".bias")) : 0;
    if (weightNorm) {
      Tensor v = parameters.get(name + ".weight_v");
      double[] g = parameters.get(name + ".weight_g").data();
      // Rows of the effective weight have norm |g|, so Σ W² = Σ g².
      double variance = random(v, sumOfSquares(g) / g.length);
      return new Affine(variance, b, coverage.applyAsDouble(v), true, mirrored(v));
    }
    Tensor w = parameters.get(name + ".weight");
    double variance = random(w, sumOfSquares(w.data()) / w.shape().dim(0));
    return new Affine(variance, b, coverage.applyAsDouble(w), false, mirrored(w));
  }

  private static boolean mirrored(Tensor w) {
    int columns = w.size() / w.shape().dim(0);
    if (w.shape().dim(1) % 2 != 0) return false;
    double[] data = w.data();
    for (int i = 0; i < data.length; i++) {
      if (i % columns < columns / 2 && data[i] != -data[i + columns / 2]) return false;
    }
    return true;
  }

  /** Whether every row sums to 0, so that a layer does not see the mean of its input. */
  private static boolean centred(Tensor w) {
    int columns = w.size() / w.shape().dim(0);
    for (int row = 0; row < w.shape().dim(0); row++) {
      double sum = 0;
      double magnitude = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        sum += w.data()[i];
        magnitude += Math.abs(w.data()[i]);
      }
      if (Math.abs(sum) > CENTRED * magnitude) return false;
    }
    return true;
  }

  /**
   * {@code variance}, or NaN if {@code w} is constant-like or sparse, or centred and not mirrored;
   * all zeros are exact.
   */
  private static double random(Tensor w, double variance) {
    double[] used = usedTaps(w);
    if (used.length == 0) return variance;
    if (centred(w) && !mirrored(w)) return Double.NaN;
    double sum = 0;
    int zeros = 0;
    for (double v : used) {
      sum += v;
      if (v == 0) zeros++;
    }
    double mean = sum / used.length;
    double square = sumOfSquares(used) / used.length;
    double error = Math.sqrt(square / used.length);
    // A single output may have few weights: constants are 1/√n standard errors only then.
    boolean constant = Math.abs(mean) > 5 * error || square == mean * mean;
    return constant || 2 * zeros > used.length ? Double.NaN : variance;
  }

  /** The weights without taps that are 0 in every channel, as all but the centre of a delta. */
  private static double[] usedTaps(Tensor w) {
    double[] energy = tapEnergies(w);
    double[] data = w.data();
    double[] used = new double[data.length];
    int n = 0;
    for (int i = 0; i < data.length; i++) {
      if (energy[i % energy.length] > 0) used[n++] = data[i];
    }
    return Arrays.copyOf(used, n);
  }

  /** Σ W² over channels, by tap of the kernel; one of all for a dense layer. */
  private static double[] tapEnergies(Tensor w) {
    int taps = w.shape().rank() == 4 ? w.shape().dim(2) * w.shape().dim(3) : 1;
    double[] energy = new double[taps];
    double[] data = w.data();
    for (int i = 0; i < data.length; i++) energy[i % taps] += data[i] * data[i];
    return energy;
  }

  /** The share of the kernel's energy that does not fall on padding, over all output positions. */
  private static double coverage(Conv2d c, Shape in, Tensor w) {
    Shape out = c.outputShape(in);
    double[] energy = tapEnergies(w);
    double inside = 0;
    double all = 0;
    for (int row = 0; row < c.kernel(); row++) {
      for (int column = 0; column < c.kernel(); column++) {
        double e = energy[row * c.kernel() + column];
        all += e;
        inside +=
            e * inside(c, row, in.dim(1), out.dim(1)) * inside(c, column, in.dim(2), out.dim(2));
      }
    }
    return all == 0 ? 1 : inside / all;
  }

  /** The share of output positions along one axis at which a tap is inside the map. */
  private static double inside(Conv2d c, int tap, int side, int outSide) {
    int count = 0;
    for (int o = 0; o < outSide; o++) {
      int at = o * c.stride() + tap - c.padding();
      if (at >= 0 && at < side) count++;
    }
    return (double) count / outSide;
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
