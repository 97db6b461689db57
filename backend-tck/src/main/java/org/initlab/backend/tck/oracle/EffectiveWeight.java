package org.initlab.backend.tck.oracle;

import org.initlab.core.network.Parameters;

/**
 * The weight that a dense or convolutional layer multiplies with, row by row of the output: the
 * parameter {@code weight}, or with weight normalization W_i = g_i v_i / ‖v_i‖ (Salimans and Kingma
 * 2016, equation 2).
 */
final class EffectiveWeight {
  private EffectiveWeight() {}

  /** W, rows×fan_in, row-major. */
  static double[] of(Parameters parameters, String layer, boolean weightNorm) {
    if (!weightNorm) return parameters.get(layer + ".weight").data();
    double[] g = parameters.get(layer + ".weight_g").data();
    double[] v = parameters.get(layer + ".weight_v").data();
    int fanIn = v.length / g.length;
    double[] w = new double[v.length];
    for (int i = 0; i < g.length; i++) {
      double norm = norm(v, i * fanIn, fanIn);
      for (int j = 0; j < fanIn; j++) w[i * fanIn + j] = g[i] * v[i * fanIn + j] / norm;
    }
    return w;
  }

  /**
   * Adds ∂L/∂W to the gradient of the parameters behind W: ∂L/∂g_i = ∂L/∂W_i · v_i/‖v_i‖ and
   * ∂L/∂v_i = g_i/‖v_i‖ (∂L/∂W_i − ∂L/∂g_i v_i/‖v_i‖) (equation 3 of the same paper).
   */
  static void backward(
      double[] dw,
      Parameters parameters,
      String layer,
      boolean weightNorm,
      ParameterGradients into) {
    if (!weightNorm) {
      double[] sum = into.of(layer + ".weight");
      for (int k = 0; k < dw.length; k++) sum[k] += dw[k];
      return;
    }
    double[] g = parameters.get(layer + ".weight_g").data();
    double[] v = parameters.get(layer + ".weight_v").data();
    double[] sumG = into.of(layer + ".weight_g");
    double[] sumV = into.of(layer + ".weight_v");
    int fanIn = v.length / g.length;
    for (int i = 0; i < g.length; i++) {
      double norm = norm(v, i * fanIn, fanIn);
      double dg = 0;
      for (int j = 0; j < fanIn; j++) dg += dw[i * fanIn + j] * v[i * fanIn + j] / norm;
      sumG[i] += dg;
      for (int j = 0; j < fanIn; j++) {
        int k = i * fanIn + j;
        sumV[k] += g[i] / norm * (dw[k] - dg * v[k] / norm);
      }
    }
  }

  private static double norm(double[] v, int from, int length) {
    double sum = 0;
    for (int j = 0; j < length; j++) sum += v[from + j] * v[from + j];
    return Math.sqrt(sum);
  }
}
