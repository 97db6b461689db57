package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.tensor.Tensor;

/**
 * H·v ≈ (∇L(θ + h·v) − ∇L(θ − h·v)) / 2h in float64, for engines whose autograd differentiates only
 * once. With u = 2⁻⁵³ the step is h = u^(1/3)·‖θ‖∞/‖v‖∞, which balances the rounding of the
 * gradients, about u·‖∇L‖/h, and the truncation, h²·‖∇³L‖·‖v‖³/6; both are of order u^(2/3) ≈
 * 2·10⁻¹¹ relative to ‖∇L‖·‖v‖∞/‖θ‖∞ and to ‖∇³L‖·‖v‖·‖θ‖². Kinks of activations stay where they
 * are at θ.
 */
final class DifferencedHvp {
  private static final double RELATIVE_STEP = Math.cbrt(0x1p-53);

  private final Program program;
  private final NDArray[] parameters;

  /**
   * @param program in float64
   * @param parameters of whatever precision
   */
  DifferencedHvp(Program program, NDArray[] parameters) {
    this.program = program;
    this.parameters = parameters;
  }

  /** One float64 array per trainable parameter. */
  List<NDArray> apply(Tensor inputs, Objective objective, Mode mode, List<NDArray> direction) {
    NDArray[] center = new NDArray[parameters.length];
    for (int i = 0; i < center.length; i++) {
      center[i] = parameters[i].toType(DataType.FLOAT64, true);
    }
    double largest = 0;
    for (NDArray v : direction) largest = Math.max(largest, largest(v));
    if (largest == 0) return direction;
    double scale = 0;
    for (int i : program.trainable()) scale = Math.max(scale, largest(center[i]));
    double step = RELATIVE_STEP * (scale == 0 ? 1 : scale) / largest;
    try (Kinks kinks = new Kinks()) {
      new Differentiation(program, center, kinks)
          .run(
              inputs, objective, mode, BatchStatistics.IGNORED, GradientRequest.states(Probe.NONE));
      List<NDArray> plus = gradient(inputs, objective, mode, moved(center, direction, step), kinks);
      List<NDArray> minus =
          gradient(inputs, objective, mode, moved(center, direction, -step), kinks);
      List<NDArray> hv = new ArrayList<>();
      for (int k = 0; k < plus.size(); k++) hv.add(plus.get(k).sub(minus.get(k)).div(2 * step));
      return hv;
    }
  }

  private List<NDArray> gradient(
      Tensor inputs, Objective objective, Mode mode, NDArray[] at, Kinks kinks) {
    return new Differentiation(program, at, kinks)
        .run(inputs, objective, mode, BatchStatistics.IGNORED, GradientRequest.PARAMETERS)
        .parameterGradients();
  }

  private NDArray[] moved(NDArray[] center, List<NDArray> direction, double step) {
    NDArray[] moved = center.clone();
    int next = 0;
    for (int i : program.trainable()) moved[i] = center[i].add(direction.get(next++).mul(step));
    return moved;
  }

  private static double largest(NDArray array) {
    double largest = 0;
    for (double value : array.toDoubleArray()) largest = Math.max(largest, Math.abs(value));
    return largest;
  }
}
