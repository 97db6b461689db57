package org.initlab.backend.tck;

import java.util.function.UnaryOperator;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.backend.tck.oracle.ParameterGradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Tensor;

/** Layers with one mistake each, the kind that engines and ports have been seen to make. */
final class BrokenLayers {
  private BrokenLayers() {}

  /** A square W read as its transpose, which no shape gives away. */
  static LayerOracle transposedSquareWeight(Layer layer) {
    if (!(layer instanceof Dense)) return Oracle.standard(layer);
    return parameters(
        layer, "weight", w -> w.shape().dim(0) == w.shape().dim(1) ? outAndInExchanged(w) : w);
  }

  /** The array read as in×out instead of out×in, for any sizes. */
  static LayerOracle swappedFans(Layer layer) {
    return parameters(layer, "weight", BrokenLayers::outAndInExchanged);
  }

  static LayerOracle missingBias(Layer layer) {
    return parameters(layer, "bias", b -> Tensor.zeros(b.shape()));
  }

  /** Convolution proper, with the kernel turned by 180°, instead of cross-correlation. */
  static LayerOracle turnedKernel(Layer layer) {
    if (!(layer instanceof Conv2d c)) return Oracle.standard(layer);
    int k2 = c.kernel() * c.kernel();
    return parameters(layer, "weight", w -> gather(w, i -> i / k2 * k2 + k2 - 1 - i % k2));
  }

  /** All padding at the lower right: the right output shape from a shifted image. */
  static LayerOracle paddingAtOneSide(Layer layer) {
    if (!(layer instanceof Conv2d c) || c.padding() == 0) return Oracle.standard(layer);
    return input(layer, x -> shifted(x, c.padding()));
  }

  static LayerOracle reluSlopeOneAtZero(Layer layer) {
    if (!(layer instanceof Activation a) || a.function() != Nonlinearity.RELU) {
      return Oracle.standard(layer);
    }
    return new Backward(
        Oracle.standard(layer),
        (x, dy, dx) -> {
          double[] wrong = dx.data().clone();
          for (int k = 0; k < wrong.length; k++) if (x.data()[k] == 0) wrong[k] = dy.data()[k];
          return Tensor.of(dx.shape(), wrong);
        });
  }

  /** States kept with the 11 bits of a half. */
  static LayerOracle halfPrecisionActivations(Layer layer) {
    if (!(layer instanceof Activation)) return Oracle.standard(layer);
    return output(layer, y -> map(y, v -> Math.rint(v * 2048 / scale(v)) / 2048 * scale(v)));
  }

  private static double scale(double v) {
    return v == 0 ? 1 : 2 * Math.pow(2, Math.getExponent(v));
  }

  /** The tanh approximation of Hendrycks and Gimpel instead of x·Φ(x). */
  static LayerOracle approximateGelu(Layer layer) {
    if (!(layer instanceof Activation a) || a.function() != Nonlinearity.GELU) {
      return Oracle.standard(layer);
    }
    return new Forward(
        Oracle.standard(layer),
        (x, y) ->
            map(
                x,
                v ->
                    0.5
                        * v
                        * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))));
  }

  /** Positive and negative part side by side for every feature. */
  static LayerOracle interleavedCrelu(Layer layer) {
    if (!(layer instanceof Activation a) || a.function() != Nonlinearity.CRELU) {
      return Oracle.standard(layer);
    }
    return output(
        layer,
        y -> {
          int half = y.size() / y.shape().dim(0) / 2;
          return gather(y, k -> k / (2 * half) * 2 * half + k % (2 * half) / 2 + (k % 2) * half);
        });
  }

  /** α taken for 1. */
  static LayerOracle scaleIgnored(Layer layer) {
    if (!(layer instanceof Scale)) return Oracle.standard(layer);
    return parameters(layer, "weight", a -> Tensor.filled(a.shape(), 1));
  }

  /** ∂α as the mean of x·∂y over samples instead of the sum. */
  static LayerOracle meanGradientOfScale(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof Scale)) return right;
    return new LayerOracle() {
      @Override
      public Tensor forward(Tensor x, Parameters p, Mode mode) {
        return right.forward(x, p, mode);
      }

      @Override
      public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
        double before = g.of(layer.name() + ".weight")[0];
        Tensor dx = right.backward(x, dy, p, mode, g);
        double sum = g.of(layer.name() + ".weight")[0] - before;
        g.of(layer.name() + ".weight")[0] = before + sum / x.shape().dim(0);
        return dx;
      }
    };
  }

  private static LayerOracle parameters(Layer layer, String suffix, UnaryOperator<Tensor> f) {
    LayerOracle right = Oracle.standard(layer);
    if (layer instanceof BatchNorm) return right;
    String name = layer.name() + "." + suffix;
    return new Reading(right, p -> p.contains(name) ? p.with(name, f.apply(p.get(name))) : p);
  }

  private static LayerOracle output(Layer layer, UnaryOperator<Tensor> f) {
    return new Forward(Oracle.standard(layer), (x, y) -> f.apply(y));
  }

  private static LayerOracle input(Layer layer, UnaryOperator<Tensor> f) {
    LayerOracle right = Oracle.standard(layer);
    return new LayerOracle() {
      @Override
      public Tensor forward(Tensor x, Parameters p, Mode mode) {
        return right.forward(f.apply(x), p, mode);
      }

      @Override
      public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
        return right.backward(f.apply(x), dy, p, mode, g);
      }
    };
  }

  private static Tensor outAndInExchanged(Tensor w) {
    int out = w.shape().dim(0);
    int in = w.shape().dim(1);
    int k2 = w.size() / out / in;
    return gather(w, k -> (k / k2 % in * out + k / k2 / in) * k2 + k % k2);
  }

  /** x moved up and left by {@code by}, zeros moving in. */
  private static Tensor shifted(Tensor x, int by) {
    int height = x.shape().dim(2);
    int width = x.shape().dim(3);
    double[] moved = new double[x.size()];
    for (int k = 0; k < moved.length; k++) {
      int row = k / width % height + by;
      int column = k % width + by;
      if (row < height && column < width) moved[k] = x.data()[k + by * width + by];
    }
    return Tensor.of(x.shape(), moved);
  }

  private interface Index {
    int of(int k);
  }

  private static Tensor gather(Tensor t, Index from) {
    double[] data = new double[t.size()];
    for (int k = 0; k < data.length; k++) data[k] = t.data()[from.of(k)];
    return Tensor.of(t.shape(), data);
  }

  private static Tensor map(Tensor t, java.util.function.DoubleUnaryOperator f) {
    return Tensor.of(t.shape(), java.util.Arrays.stream(t.data()).map(f).toArray());
  }

  /** A layer that reads its parameters wrongly. */
  record Reading(LayerOracle right, UnaryOperator<Parameters> wrong) implements LayerOracle {
    @Override
    public Tensor forward(Tensor x, Parameters p, Mode mode) {
      return right.forward(x, wrong.apply(p), mode);
    }

    @Override
    public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
      return right.backward(x, dy, wrong.apply(p), mode, g);
    }
  }

  private interface Change {
    Tensor of(Tensor x, Tensor y);
  }

  private record Forward(LayerOracle right, Change change) implements LayerOracle {
    @Override
    public Tensor forward(Tensor x, Parameters p, Mode mode) {
      return change.of(x, right.forward(x, p, mode));
    }

    @Override
    public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
      return right.backward(x, dy, p, mode, g);
    }
  }

  private interface GradientChange {
    Tensor of(Tensor x, Tensor dy, Tensor dx);
  }

  private record Backward(LayerOracle right, GradientChange change) implements LayerOracle {
    @Override
    public Tensor forward(Tensor x, Parameters p, Mode mode) {
      return right.forward(x, p, mode);
    }

    @Override
    public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
      return change.of(x, dy, right.backward(x, dy, p, mode, g));
    }
  }
}
