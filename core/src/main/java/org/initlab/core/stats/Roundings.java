package org.initlab.core.stats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;

/**
 * Accumulated relative error, in units of u, at every probe point of a network: Σ √(length of the
 * sums) along the longest path. See {@link ErrorBound} for why.
 */
final class Roundings {
  /** Roundings of element-wise work: a bias, a scale, an addition. */
  private static final double ELEMENTWISE = 2;

  /** A transcendental function or the division and root of a normalization, in roundings. */
  private static final double TRANSCENDENTAL = 4;

  private final double[] forward;
  private final double[] backward;
  private final double[] backwardLocal;
  private final Map<String, Double> reductions = new HashMap<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private final int batch;
  private double input;

  private Roundings(Network network, int batch) {
    int n = network.probePoints().size();
    this.forward = new double[n];
    this.backward = new double[n];
    this.backwardLocal = new double[n];
    this.batch = batch;
    for (ProbePoint p : network.probePoints()) indices.put(p.layer(), p.index());
  }

  static Roundings of(Network network, int batch) {
    Roundings r = new Roundings(network, batch);
    r.forward(network.layers(), network.input(), 0);
    double end = r.forward[r.forward.length - 1];
    // The objective's own derivative: a softmax over the outputs.
    double objective = TRANSCENDENTAL + Math.sqrt(network.output().size());
    r.input = r.backward(network.layers(), r.forward.length, end + objective);
    return r;
  }

  double forward(int index) {
    return forward[index];
  }

  double backward(int index) {
    return backward[index];
  }

  double output() {
    return forward[forward.length - 1];
  }

  double input() {
    return input;
  }

  double parameter(String layer) {
    return backward[indices.get(layer)] + reductions.get(layer);
  }

  private double forward(List<Layer> layers, Shape start, double before) {
    Shape shape = start;
    double t = before;
    for (Layer layer : layers) {
      int index = indices.get(layer.name());
      Shape out = layer.outputShape(shape);
      if (layer instanceof Residual r) {
        double branch = forward(r.branch(), shape, t);
        double shortcut = forward(r.shortcut(), shape, t);
        t = Math.max(branch, shortcut) + ELEMENTWISE;
      } else {
        t += local(layer, index, shape, out);
      }
      forward[index] = t;
      shape = out;
    }
    return t;
  }

  private double local(Layer layer, int index, Shape in, Shape out) {
    if (layer instanceof Dense d) {
      return affine(layer, index, in.dim(0), out.dim(0), 1, d.weightNorm());
    }
    if (layer instanceof Conv2d c) {
      int k2 = c.kernel() * c.kernel();
      return affine(layer, index, in.dim(0) * k2, out.dim(0) * k2, positions(out), c.weightNorm());
    }
    if (layer instanceof BatchNorm) {
      double sum = Math.sqrt((double) batch * positions(in)) + TRANSCENDENTAL;
      reductions.put(layer.name(), sum);
      // The derivative of a normalization has two means over the batch.
      backwardLocal[index] = 2 * sum;
      return sum;
    }
    if (layer instanceof Scale) {
      reductions.put(layer.name(), Math.sqrt((double) batch * in.size()));
      backwardLocal[index] = 1;
      return 1;
    }
    if (layer instanceof GlobalAveragePool) {
      backwardLocal[index] = 1;
      return Math.sqrt(positions(in));
    }
    if (layer instanceof Activation a) {
      double work = piecewiseLinear(a.function()) ? 1 : TRANSCENDENTAL;
      backwardLocal[index] = work;
      return work;
    }
    return 0;
  }

  private double affine(
      Layer layer, int index, int fanIn, int fanOut, int positions, boolean weightNorm) {
    double norm = weightNorm ? Math.sqrt(fanIn) : 0;
    backwardLocal[index] = Math.sqrt(fanOut) + norm + ELEMENTWISE;
    reductions.put(layer.name(), Math.sqrt((double) batch * positions) + norm + ELEMENTWISE);
    return Math.sqrt(fanIn) + norm + ELEMENTWISE;
  }

  /** Fills {@link #backward} for the points of {@code layers}, which end before {@code end}. */
  private double backward(List<Layer> layers, int end, double after) {
    double s = after;
    int next = end;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      int index = next - 1;
      backward[index] = s;
      if (layer instanceof Residual r) {
        double shortcut = backward(r.shortcut(), index, s + ELEMENTWISE);
        int branchEnd = index - points(r.shortcut());
        double branch = backward(r.branch(), branchEnd, s + ELEMENTWISE);
        s = Math.max(branch, shortcut);
      } else {
        s += backwardLocal[index];
      }
      next -= points(layer);
    }
    return s;
  }

  private static int points(List<Layer> layers) {
    return layers.stream().mapToInt(Roundings::points).sum();
  }

  private static int points(Layer layer) {
    return layer instanceof Residual r ? 1 + points(r.branch()) + points(r.shortcut()) : 1;
  }

  private static int positions(Shape shape) {
    return shape.rank() == 3 ? shape.dim(1) * shape.dim(2) : 1;
  }

  static boolean piecewiseLinear(Nonlinearity function) {
    return switch (function) {
      case IDENTITY, RELU, LEAKY_RELU, HARD_TANH, CRELU -> true;
      case TANH, ERF, SIGMOID, GELU, SILU -> false;
    };
  }
}
