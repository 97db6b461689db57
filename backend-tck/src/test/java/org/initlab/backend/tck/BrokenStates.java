package org.initlab.backend.tck;

import java.util.function.DoubleUnaryOperator;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.backend.tck.oracle.ParameterGradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Layers whose states or derivatives are wrong by an element-wise mistake. */
final class BrokenStates {
  private BrokenStates() {}

  /** x̂ with the unbiased variance: smaller by √((n−1)/n). */
  static LayerOracle batchNormUnbiased(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof BatchNorm bn)) return right;
    return changed(
        right,
        (x, y, p, mode) -> {
          if (mode == Mode.EVAL) return y;
          double[] beta = p.get(bn.name() + ".bias").data();
          int positions = y.size() / y.shape().dim(0) / beta.length;
          double count = (double) positions * y.shape().dim(0);
          double[] data = y.data().clone();
          for (int k = 0; k < data.length; k++) {
            double shift = beta[k / positions % beta.length];
            data[k] = shift + (data[k] - shift) * Math.sqrt((count - 1) / count);
          }
          return Tensor.of(y.shape(), data);
        });
  }

  /** Positions first, channels last. */
  static LayerOracle flattenChannelsLast(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof Flatten)) return right;
    return changed(
        right,
        (x, y, p, mode) -> {
          int channels = x.shape().dim(1);
          int perSample = y.shape().dim(1);
          int positions = perSample / channels;
          double[] data = new double[y.size()];
          for (int k = 0; k < data.length; k++) {
            int within = k % perSample;
            int from = within % channels * positions + within / channels;
            data[k] = x.data()[k - within + from];
          }
          return Tensor.of(y.shape(), data);
        });
  }

  static LayerOracle poolSums(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof GlobalAveragePool)) return right;
    return changed(right, (x, y, p, mode) -> map(y, v -> v * x.shape().dim(2) * x.shape().dim(3)));
  }

  /** What is cut is tiny instead of zero. */
  static LayerOracle reluLeavesTraces(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof Activation a) || a.function() != Nonlinearity.RELU) return right;
    return changed(right, (x, y, p, mode) -> map(y, v -> v == 0 ? 1e-30 : v));
  }

  /** {@code x > 0 ? x : 0}, as MXNet's operator has it. */
  static LayerOracle reluCutsNaN(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof Activation a) || a.function() != Nonlinearity.RELU) return right;
    return changed(right, (x, y, p, mode) -> map(y, v -> v > 0 ? v : 0));
  }

  /** The largest number where IEEE arithmetic says infinity. */
  static LayerOracle saturating(Layer layer) {
    return changed(
        Oracle.standard(layer),
        (x, y, p, mode) -> map(y, v -> Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, v))));
  }

  /** 1 − tanh instead of 1 − tanh². */
  static LayerOracle tanhDerivativeNotSquared(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    if (!(layer instanceof Activation a) || a.function() != Nonlinearity.TANH) return right;
    return new LayerOracle() {
      @Override
      public Tensor forward(Tensor x, Parameters p, Mode mode) {
        return right.forward(x, p, mode);
      }

      @Override
      public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
        double[] dx = dy.data().clone();
        for (int k = 0; k < dx.length; k++) dx[k] *= 1 - Math.tanh(x.data()[k]);
        return Tensor.of(x.shape(), dx);
      }
    };
  }

  private interface Change {
    Tensor of(Tensor x, Tensor y, Parameters p, Mode mode);
  }

  private static LayerOracle changed(LayerOracle right, Change change) {
    return new LayerOracle() {
      @Override
      public Tensor forward(Tensor x, Parameters p, Mode mode) {
        return change.of(x, right.forward(x, p, mode), p, mode);
      }

      @Override
      public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
        return right.backward(x, dy, p, mode, g);
      }
    };
  }

  private static Tensor map(Tensor t, DoubleUnaryOperator f) {
    double[] data = t.data().clone();
    for (int k = 0; k < data.length; k++) data[k] = f.applyAsDouble(data[k]);
    return Tensor.of(t.shape(), data);
  }
}
