package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The weight and bias of a dense or convolutional layer, by position in the network's parameters.
 *
 * @param weight the position of weight, or of weight_g if {@code weightNorm}; weight_v follows it
 */
record Affine(int weight, boolean weightNorm, boolean bias) {
  /** W; with weight normalization W_i = g_i v_i / ‖v_i‖ (Salimans and Kingma 2016, eq. 2). */
  NDArray weight(Pass pass) {
    if (!weightNorm) return pass.parameter(weight);
    return pass.parameter(weight + 1).mul(gainPerNorm(pass));
  }

  /** g_i / ‖v_i‖, of the shape of g. */
  private NDArray gainPerNorm(Pass pass) {
    NDArray g = pass.parameter(weight);
    NDArray v = pass.parameter(weight + 1);
    int[] axes = new int[v.getShape().dimension() - 1];
    for (int i = 0; i < axes.length; i++) axes[i] = i + 1;
    return g.div(v.mul(v).sum(axes, true).sqrt());
  }

  /** The bias, or null. */
  NDArray bias(Pass pass) {
    return bias ? pass.parameter(weight + (weightNorm ? 2 : 1)) : null;
  }

  /**
   * a = W h + b; N×in to N×out. With weight normalization a = (g/‖v‖) ⊙ (v h) + b: as the batch is
   * most often smaller than the fan-in, N×out products are scaled instead of out×in weights,
   * forward and backward.
   */
  NDArray dense(Pass pass, NDArray h) {
    if (weightNorm) {
      NDArray v = pass.parameter(weight + 1);
      NDArray vh = h.getNDArrayInternal().linear(h, v, null).singletonOrThrow();
      NDArray scaled = vh.mul(gainPerNorm(pass).reshape(1, v.getShape().get(0)));
      return bias ? scaled.add(bias(pass)) : scaled;
    }
    return h.getNDArrayInternal().linear(h, weight(pass), bias(pass)).singletonOrThrow();
  }

  /** Cross-correlation; N×in×height×width to N×out×height'×width'. */
  NDArray convolution(Pass pass, NDArray h, int stride, int padding) {
    return h.getNDArrayInternal()
        .convolution(
            h,
            weight(pass),
            bias(pass),
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(1, 1),
            1)
        .singletonOrThrow();
  }
}
