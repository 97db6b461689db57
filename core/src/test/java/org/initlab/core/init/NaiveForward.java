package org.initlab.core.init;

import java.util.List;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * The definition of every layer as loops over indices, in training mode; weights are combined from
 * g and v unit by unit.
 */
final class NaiveForward {
  private final Network network;
  private final Parameters parameters;
  private final Probe probe;
  private int point;

  NaiveForward(Network network, Parameters parameters, Probe probe) {
    this.network = network;
    this.parameters = parameters;
    this.probe = probe;
  }

  Tensor run(Tensor inputs) {
    return through(network.layers(), inputs);
  }

  private Tensor through(List<Layer> layers, Tensor input) {
    Tensor state = input;
    for (Layer layer : layers) {
      state = through(layer, state);
      var at = network.probePoints().get(point++);
      if (probe.wants(at)) probe.accept(at, state);
    }
    return state;
  }

  private Tensor through(Layer layer, Tensor in) {
    Shape out = layer.outputShape(in.shape().unbatched()).batched(in.shape().dim(0));
    if (layer instanceof Dense d) return dense(d, in, out);
    if (layer instanceof Conv2d c) return conv(c, in, out);
    if (layer instanceof Activation a) return activation(a, in, out);
    if (layer instanceof BatchNorm b) return batchNorm(b, in);
    if (layer instanceof Flatten) return in.reshaped(out);
    if (layer instanceof GlobalAveragePool) return mean(in, out);
    if (layer instanceof Scale s) {
      double[] y = in.data().clone();
      for (int i = 0; i < y.length; i++) y[i] *= parameters.get(s.name() + ".weight").data()[0];
      return Tensor.of(out, y);
    }
    Residual r = (Residual) layer;
    double[] branch = through(r.branch(), in).data();
    double[] sum = through(r.shortcut(), in).data().clone();
    for (int i = 0; i < sum.length; i++) sum[i] += r.branchScale() * branch[i];
    return Tensor.of(out, sum);
  }

  private double[] weight(String layer, boolean normalized) {
    if (!normalized) return parameters.get(layer + ".weight").data();
    double[] g = parameters.get(layer + ".weight_g").data();
    double[] w = parameters.get(layer + ".weight_v").data().clone();
    int fan = w.length / g.length;
    for (int i = 0; i < g.length; i++) {
      double norm = 0;
      for (int j = 0; j < fan; j++) norm = Math.hypot(norm, w[i * fan + j]);
      for (int j = 0; j < fan; j++) w[i * fan + j] *= g[i] / norm;
    }
    return w;
  }

  private double bias(String layer, boolean biased, int unit) {
    return biased ? parameters.get(layer + ".bias").data()[unit] : 0;
  }

  private Tensor dense(Dense d, Tensor in, Shape shape) {
    double[] w = weight(d.name(), d.weightNorm());
    int features = in.shape().dim(1);
    double[] out = new double[shape.size()];
    for (int n = 0; n < shape.dim(0); n++) {
      for (int i = 0; i < d.outFeatures(); i++) {
        double sum = bias(d.name(), d.bias(), i);
        for (int j = 0; j < features; j++) sum += w[i * features + j] * in.data()[n * features + j];
        out[n * d.outFeatures() + i] = sum;
      }
    }
    return Tensor.of(shape, out);
  }

  private Tensor conv(Conv2d c, Tensor in, Shape shape) {
    double[] w = weight(c.name(), c.weightNorm());
    int channels = in.shape().dim(1);
    double[] out = new double[shape.size()];
    int at = 0;
    for (int n = 0; n < shape.dim(0); n++) {
      for (int o = 0; o < shape.dim(1); o++) {
        for (int y = 0; y < shape.dim(2); y++) {
          for (int x = 0; x < shape.dim(3); x++) {
            double sum = bias(c.name(), c.bias(), o);
            for (int i = 0; i < channels; i++) {
              for (int ky = 0; ky < c.kernel(); ky++) {
                for (int kx = 0; kx < c.kernel(); kx++) {
                  int iy = y * c.stride() + ky - c.padding();
                  int ix = x * c.stride() + kx - c.padding();
                  sum +=
                      w[((o * channels + i) * c.kernel() + ky) * c.kernel() + kx]
                          * pixel(in, n, i, iy, ix);
                }
              }
            }
            out[at++] = sum;
          }
        }
      }
    }
    return Tensor.of(shape, out);
  }

  private static double pixel(Tensor in, int n, int channel, int y, int x) {
    Shape s = in.shape();
    if (y < 0 || x < 0 || y >= s.dim(2) || x >= s.dim(3)) return 0;
    return in.data()[((n * s.dim(1) + channel) * s.dim(2) + y) * s.dim(3) + x];
  }

  private static Tensor activation(Activation a, Tensor in, Shape shape) {
    int perSample = in.size() / in.shape().dim(0);
    int outPerSample = shape.size() / shape.dim(0);
    double[] out = new double[shape.size()];
    for (int n = 0; n < shape.dim(0); n++) {
      for (int i = 0; i < outPerSample; i++) {
        double x = in.data()[n * perSample + i % perSample];
        out[n * outPerSample + i] = a.function().value(i < perSample ? x : -x, a.slope());
      }
    }
    return Tensor.of(shape, out);
  }

  private Tensor batchNorm(BatchNorm b, Tensor in) {
    int features = in.shape().dim(1);
    int positions = in.size() / (in.shape().dim(0) * features);
    double count = (double) in.size() / features;
    double[] mean = new double[features];
    double[] variance = new double[features];
    double[] out = in.data().clone();
    for (int i = 0; i < out.length; i++) mean[i / positions % features] += out[i] / count;
    for (int i = 0; i < out.length; i++) {
      int f = i / positions % features;
      variance[f] += (out[i] - mean[f]) * (out[i] - mean[f]) / count;
    }
    double[] weight = parameters.get(b.name() + ".weight").data();
    double[] bias = parameters.get(b.name() + ".bias").data();
    for (int i = 0; i < out.length; i++) {
      int f = i / positions % features;
      out[i] = weight[f] * (out[i] - mean[f]) / Math.sqrt(variance[f] + b.epsilon()) + bias[f];
    }
    return Tensor.of(in.shape(), out);
  }

  private static Tensor mean(Tensor in, Shape shape) {
    int positions = in.size() / shape.size();
    double[] out = new double[shape.size()];
    for (int i = 0; i < in.size(); i++) out[i / positions] += in.data()[i] / positions;
    return Tensor.of(shape, out);
  }
}
