package org.initlab.core.backend;

import org.initlab.core.tensor.Tensor;

/**
 * J·v ≈ (y(x + h·v) − y(x − h·v)) / 2h. With u the unit roundoff the step is h = u^(1/3)·‖x‖∞/‖v‖∞,
 * which balances the rounding of the outputs, about u·‖y‖/h, and the truncation, h²·‖y'''‖·‖v‖³/6;
 * both are of order u^(2/3), 2·10⁻¹¹ in float64. A kink of an activation between the two points
 * adds up to the jump of its slope.
 */
final class DifferencedJvp {
  private DifferencedJvp() {}

  static Tensor of(Model model, Tensor inputs, Tensor direction, Mode mode) {
    ModelInputs.requireBatch(model.network(), inputs);
    ModelInputs.requireInputDirection(inputs, direction);
    double largest = largest(direction);
    if (largest == 0) {
      return Tensor.zeros(model.network().output().batched(inputs.shape().dim(0)));
    }
    double size = largest(inputs);
    double u = model.options().precision().unitRoundoff();
    double step = Math.cbrt(u) * (size == 0 ? 1 : size) / largest;
    double[] plus = model.forward(moved(inputs, direction, step), mode, Probe.NONE).data();
    Tensor minus = model.forward(moved(inputs, direction, -step), mode, Probe.NONE);
    double[] difference = new double[plus.length];
    for (int i = 0; i < plus.length; i++) {
      difference[i] = (plus[i] - minus.data()[i]) / (2 * step);
    }
    return Tensor.of(minus.shape(), difference);
  }

  private static Tensor moved(Tensor x, Tensor v, double step) {
    double[] moved = new double[x.size()];
    for (int i = 0; i < moved.length; i++) moved[i] = x.data()[i] + step * v.data()[i];
    return Tensor.of(x.shape(), moved);
  }

  private static double largest(Tensor t) {
    double largest = 0;
    for (double x : t.data()) largest = Math.max(largest, Math.abs(x));
    return largest;
  }
}
