package org.initlab.core.theory;

import org.initlab.core.error.Arguments;
import org.initlab.core.theory.NormPropagation.Gain;

/**
 * How far one random network strays from the expectations of {@link NormPropagation}: the variance
 * of ln‖h‖² (or ln‖∂a‖²) over networks, for one sample, and its covariance for two independent
 * samples that pass through the same network, to leading order in 1/width. Every layer adds an
 * independent term, because the law of the weights does not depend on the direction that they meet.
 *
 * <p>For two samples with cosine c the terms follow from E[(r·x)₊²(r·y)₊²] for a unit row r, the
 * arc-cosine kernel of order 2 (Cho and Saul 2009), from the share of units that are active for
 * both, ¼ + arcsin(c)/(2π), and, backward, from the squared cosine of the two gradients. c itself
 * follows the arc-cosine kernel of order 1, from c = 0 at the input: it is why the mean over many
 * samples is far more precise near the input than deep in the network.
 *
 * @param single Var ln‖·‖² over networks for one sample, per layer, input side first
 * @param pair the covariance of ln‖·‖² of two samples in one network
 */
public record NormPropagationWander(double[] single, double[] pair) {
  /** The law of the weight matrices. */
  public enum Weights {
    /** Independent isotropic rows, normalized to 1. */
    ISOTROPIC,
    /** Haar-distributed orthonormal rows or columns, rows then normalized to 1. */
    ORTHOGONAL
  }

  /**
   * Var ln S per layer, S the mean of ‖·‖² over {@code samples} samples in one network; E ln S is
   * lower than ln E S by half of it.
   */
  public double[] varianceOfMeanSquare(int samples) {
    Arguments.positive("samples", samples);
    double[] v = new double[pair.length];
    for (int l = 0; l < v.length; l++) {
      // Within a network ‖·‖² is log-normal over samples: relative variance e^{single − pair} − 1.
      v[l] = pair[l] + Math.expm1(Math.max(0, single[l] - pair[l])) / samples;
    }
    return v;
  }

  /** E‖·‖/√E‖·‖² per layer, exp(−Var/8) of a log-normal norm: how far the mean norm lies lower. */
  public double[] meanNormFactor() {
    double[] f = new double[single.length];
    for (int l = 0; l < f.length; l++) f[l] = Math.exp(-single[l] / 8);
    return f;
  }

  /** ‖h^i‖²/‖x‖² of a feed-forward network; {@code widths} are n_0 to n_L. */
  public static NormPropagationWander feedForwardForward(Weights weights, int... widths) {
    int layers = widths.length - 1;
    double[] single = new double[layers];
    double[] pair = new double[layers];
    double one = 0;
    double two = 0;
    double c = 0;
    for (int l = 0; l < layers; l++) {
      one += relu(weights, widths[l], widths[l + 1], 1);
      // Independent inputs meet the first layer independently: E(‖v‖² | Ŵ) is the same for all Ŵ.
      if (l > 0) two += relu(weights, widths[l], widths[l + 1], c);
      single[l] = one;
      pair[l] = two;
      c = cosineAfterRelu(c);
    }
    return new NormPropagationWander(single, pair);
  }

  /** ‖∂a^i‖²/‖∂a^L‖² of a feed-forward network, independent cotangents; widths n_0 to n_L. */
  public static NormPropagationWander feedForwardBackward(Weights weights, int... widths) {
    int layers = widths.length - 1;
    double[] single = new double[layers];
    double[] pair = new double[layers];
    double[] cosines = preActivationCosines(layers);
    double one = 0;
    double two = 0;
    double q = 1.0 / widths[layers];
    for (int l = layers - 2; l >= 0; l--) {
      int n = widths[l + 1];
      double spread = 2 + excess(weights, widths[l + 2], n);
      one += (1 + spread) / n;
      two += (maskCovariance(cosines[l]) + spread * q) / n;
      double o = overlap(cosines[l]);
      q = q * o * o + 2 * o * (1 + q) / n;
      single[l] = one;
      pair[l] = two;
    }
    return new NormPropagationWander(single, pair);
  }

  /** ‖h^b‖²/‖x‖² of a residual network of width n with branches of width m. */
  public static NormPropagationWander residualForward(
      Weights weights, Gain gain, int n, int m, int blocks) {
    double beta = NormPropagation.branchEnergy(gain, blocks);
    double[] single = new double[blocks];
    double[] pair = new double[blocks];
    double scale = 1 / ((1 + beta) * (1 + beta));
    double linear = linear(weights, m, n);
    double step = 4 * beta / n + beta * beta * (linear + relu(weights, n, m, 1));
    double two = 0;
    double c = 0;
    for (int b = 0; b < blocks; b++) {
      double f = cosineAfterRelu(c);
      double bend = linear * f * f + relu(weights, n, m, c);
      // E c·f(c) over the cosine's own spread 1/n, f' the overlap.
      double aligned = c * f + overlap(c) / n;
      two += (4 * beta * aligned / n + beta * beta * bend) * scale;
      single[b] = (b + 1) * step * scale;
      pair[b] = two;
      c = (c + beta * f) / (1 + beta);
    }
    return new NormPropagationWander(single, pair);
  }

  /** ‖∂h^b‖²/‖∂h^B‖² of a residual network, independent cotangents. */
  public static NormPropagationWander residualBackward(
      Weights weights, Gain gain, int n, int m, int blocks) {
    double beta = NormPropagation.branchEnergy(gain, blocks);
    double[] cosines = new double[blocks];
    for (int b = 1; b < blocks; b++) {
      double c = cosines[b - 1];
      cosines[b] = (c + beta * cosineAfterRelu(c)) / (1 + beta);
    }
    double[] single = new double[blocks];
    double[] pair = new double[blocks];
    double scale = 1 / ((1 + beta) * (1 + beta));
    double spread = 2 + excess(weights, n, m);
    double linear = linear(weights, m, n);
    double step = 4 * beta / n + beta * beta * ((1 + spread) / m + linear);
    double two = 0;
    double q = 1.0 / n;
    for (int b = blocks - 2; b >= 0; b--) {
      double c = cosines[b + 1];
      double o = overlap(c);
      double bend = (maskCovariance(c) + spread * q) / m + linear * q;
      two += (4 * beta * q * o / n + beta * beta * bend) * scale;
      double noise = 2 * beta / n + beta * beta * (1.0 / n + 2 * o / m);
      q = (q * (1 + beta * o) * (1 + beta * o) + noise) * scale;
      single[b] = (blocks - 1 - b) * step * scale;
      pair[b] = two;
    }
    return new NormPropagationWander(single, pair);
  }

  /**
   * Cov(‖v_x‖², ‖v_y‖²) for v = ReLU(√(2n/m)·Ŵu), unit x and y with cosine c; at c = 1 it is (6n/(n
   * + 2) − 1)/m for isotropic rows and 3/(n+2) for a square Haar matrix.
   */
  static double relu(Weights weights, int n, int m, double c) {
    double theta = Math.acos(c);
    double j2 = 3 * Math.sin(theta) * c + (Math.PI - theta) * (1 + 2 * c * c);
    double sameRow = n / (n + 2.0) * 2 * j2 / Math.PI - 1;
    if (weights == Weights.ISOTROPIC) return sameRow / m;
    // Two orthonormal rows: E(r·x)²(s·y)² = c²/(n(n+2)) + (1−c²)(n+1)/((n−1)n(n+2)). With more rows
    // than dimensions only the share (n−1)/(m−1) of the pairs' covariance is left.
    double otherRow = -2 * c * c / (n + 2) + 2 * (1 - c * c) / ((n - 1.0) * (n + 2));
    return (sameRow + (Math.min(m, n) - 1) * otherRow) / m;
  }

  /** Var‖Ŵu‖²·n/m of a linear layer for unit u; a wide orthogonal layer is an isometry. */
  private static double linear(Weights weights, int n, int m) {
    if (weights == Weights.ISOTROPIC) return 2.0 * (n - 1) / ((n + 2.0) * m);
    return 2.0 * Math.max(0, n - m) / (m * (n + 2.0));
  }

  /** The part of ‖Ŵᵀδ‖²'s variance, in units of 1/n, that an orthogonal Ŵ does not have. */
  private static double excess(Weights weights, int m, int n) {
    return weights == Weights.ISOTROPIC ? 2 : 2.0 * Math.max(0, m - n) / m;
  }

  private static double[] preActivationCosines(int layers) {
    double[] cosines = new double[layers];
    for (int l = 1; l < layers; l++) cosines[l] = cosineAfterRelu(cosines[l - 1]);
    return cosines;
  }

  /** The cosine of two hidden states whose pre-activations have cosine c (arc-cosine kernel 1). */
  static double cosineAfterRelu(double c) {
    double theta = Math.acos(c);
    return (Math.sin(theta) + (Math.PI - theta) * c) / Math.PI;
  }

  /** n·Cov of the active shares (doubled) of two samples: (2/π) arcsin c. */
  private static double maskCovariance(double c) {
    return 2 / Math.PI * Math.asin(c);
  }

  /** Of the units active for one sample, the share that is active for the other too. */
  private static double overlap(double c) {
    return 0.5 + Math.asin(c) / Math.PI;
  }
}
