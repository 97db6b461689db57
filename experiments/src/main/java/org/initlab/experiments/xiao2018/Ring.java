package org.initlab.experiments.xiao2018;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.PreparedInputs;
import org.initlab.experiments.meanfield.RandomMlp;

/**
 * A one-dimensional circular convolution over {@code sites} positions and {@code channels}, written
 * as a dense layer: W is block-circulant, the block from site β to site α is the tap of offset β −
 * α. Feature s·C + i is channel i of site s.
 *
 * @param taps 3 for a uniform kernel of offsets −1, 0 and 1, each of variance σ_w²/(3C); 1 for a
 *     delta kernel of variance σ_w²/C
 */
record Ring(int sites, int channels, int taps) {
  Network network(int depth) {
    return RandomMlp.network(Nonlinearity.TANH, sites * channels, depth);
  }

  /** λ_k: a tap variance profile averages mode k of the covariance over sites by this. */
  double eigenvalue(int k) {
    return taps == 1 ? 1 : (1 + 2 * Math.cos(2 * Math.PI * k / sites)) / 3;
  }

  Parameters draw(Network network, double sigmaW, double sigmaB, Seed seed) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      boolean bias = spec.kind() == ParameterSpec.Kind.BIAS;
      arrays.put(
          spec.name(),
          Tensor.of(
              spec.shape(),
              bias ? bias(spec.name(), sigmaB, seed) : weight(spec.name(), sigmaW, seed)));
    }
    return Parameters.of(arrays);
  }

  private double[] bias(String name, double sigmaB, Seed seed) {
    double[] b = RandomMlp.normals(Shape.of(channels), seed.stream(name)).data();
    double[] all = new double[sites * channels];
    for (int i = 0; i < all.length; i++) all[i] = sigmaB * b[i % channels];
    return all;
  }

  private double[] weight(String name, double sigmaW, Seed seed) {
    Shape kernel = Shape.of(taps, channels, channels);
    double[] w = RandomMlp.normals(kernel, seed.stream(name)).data();
    double scale = sigmaW / Math.sqrt((double) taps * channels);
    int width = sites * channels;
    double[] all = new double[width * width];
    for (int site = 0; site < sites; site++) {
      for (int tap = 0; tap < taps; tap++) {
        int from = Math.floorMod(site + tap - taps / 2, sites);
        for (int i = 0; i < channels; i++) {
          int row = (site * channels + i) * width + from * channels;
          int source = (tap * channels + i) * channels;
          for (int j = 0; j < channels; j++) all[row + j] = scale * w[source + j];
        }
      }
    }
    return all;
  }

  /** Pairs of inputs of length q at every site, with correlation c[site] there. */
  Tensor pairs(double q, double[] c, int pairs, Seed seed) {
    int width = sites * channels;
    double[] data = new double[2 * pairs * width];
    for (int p = 0; p < pairs; p++) {
      double[] rows = PreparedInputs.pairs(channels, q, c, seed.child("pair-" + p)).data();
      for (int site = 0; site < sites; site++) {
        for (int side = 0; side < 2; side++) {
          System.arraycopy(
              rows,
              (2 * site + side) * channels,
              data,
              (2 * p + side) * width + site * channels,
              channels);
        }
      }
    }
    return Tensor.of(Shape.of(2 * pairs, width), data);
  }

  /** The correlation at every site, averaged over pairs. */
  double[] correlations(Tensor states) {
    double[] a = states.data();
    int width = sites * channels;
    int pairs = states.shape().dim(0) / 2;
    double[] c = new double[sites];
    for (int p = 0; p < pairs; p++) {
      for (int site = 0; site < sites; site++) {
        int i = 2 * p * width + site * channels;
        double xy = dot(a, i, i + width);
        double norms = dot(a, i, i) * dot(a, i + width, i + width);
        c[site] += xy / Math.sqrt(norms) / pairs;
      }
    }
    return c;
  }

  private double dot(double[] a, int i, int j) {
    double sum = 0;
    for (int k = 0; k < channels; k++) sum += a[i + k] * a[j + k];
    return sum;
  }

  /**
   * The cosine mode k of 1 − c, (1/n) Σ (1 − c_s) cos(2πks/n), twice that for 0 &lt; k &lt; n/2.
   */
  double mode(double[] c, int k) {
    double sum = 0;
    for (int s = 0; s < sites; s++) sum += (1 - c[s]) * Math.cos(2 * Math.PI * k * s / sites);
    boolean single = k == 0 || 2 * k == sites;
    return sum * (single ? 1 : 2) / sites;
  }

  /** c whose 1 − c has mode 0 and the others of these amplitudes. */
  double[] profile(double[] amplitudes) {
    double[] c = new double[sites];
    Arrays.fill(c, 1);
    for (int s = 0; s < sites; s++) {
      for (int k = 0; k < amplitudes.length; k++) {
        c[s] -= amplitudes[k] * Math.cos(2 * Math.PI * k * s / sites);
      }
    }
    return c;
  }
}
