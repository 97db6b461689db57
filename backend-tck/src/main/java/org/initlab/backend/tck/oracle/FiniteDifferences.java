package org.initlab.backend.tck.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * Derivatives by differences of the oracle's values alone: the check that needs no backward pass of
 * anybody's.
 *
 * <p>Central differences with step h have an error h²|f‴|/6 + u|f|/h; at h = u^(1/3) ≈ 5e-6 both
 * are of order u^(2/3) ≈ 2e-11 for values and derivatives of order 1, far below the 1e-6 that
 * gradients are held to. Second derivatives use four points: h⁴|f⁗′|/30 + u|f|/h is of order
 * u^(4/5) ≈ 2e-13 at h = u^(1/5) ≈ 6e-4.
 */
public final class FiniteDifferences {
  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final double STEP = Math.cbrt(UNIT_ROUNDOFF);

  /** The step of second derivatives of smooth networks, u^(1/5). */
  public static final double SMOOTH_STEP = Math.pow(UNIT_ROUNDOFF, 0.2);

  /**
   * The step of second derivatives where a kink may be near: crosses none that is 1e-3 away, at an
   * error of u/h ≈ 1e-11 relative to the gradient.
   */
  public static final double KINKED_STEP = 1e-5;

  private FiniteDifferences() {}

  /** ∂L/∂θ of every trainable parameter, one element after the other. */
  public static Parameters parameters(
      Network network, Parameters at, Tensor inputs, Objective objective, Mode mode) {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      if (!spec.kind().trainable()) continue;
      Tensor here = at.get(spec.name());
      double[] slope = new double[here.size()];
      for (int k = 0; k < slope.length; k++) {
        int element = k;
        slope[k] =
            central(
                h ->
                    new Oracle(network, at.with(spec.name(), moved(here, element, h)))
                        .loss(inputs, objective, mode));
      }
      gradients.put(spec.name(), Tensor.of(here.shape(), slope));
    }
    return Parameters.of(gradients);
  }

  /** ∂L/∂x, one element after the other. */
  public static Tensor input(
      Network network, Parameters at, Tensor inputs, Objective objective, Mode mode) {
    Oracle oracle = new Oracle(network, at);
    double[] slope = new double[inputs.size()];
    for (int k = 0; k < slope.length; k++) {
      int element = k;
      slope[k] = central(h -> oracle.loss(moved(inputs, element, h), objective, mode));
    }
    return Tensor.of(inputs.shape(), slope);
  }

  /** H·v by four-point differences of the oracle's gradient along v with the given step. */
  public static Parameters hessianVectorProduct(
      Network network,
      Parameters at,
      Tensor inputs,
      Objective objective,
      Mode mode,
      Parameters direction,
      double step) {
    Map<String, Tensor> products = new LinkedHashMap<>();
    direction.asMap().forEach((name, v) -> products.put(name, Tensor.zeros(at.get(name).shape())));
    double[] steps = {-2, -1, 1, 2};
    double[] weights = {1, -8, 8, -1};
    for (int s = 0; s < steps.length; s++) {
      Parameters there = along(at, direction, steps[s] * step);
      Parameters g = new Oracle(network, there).gradients(inputs, objective, mode).parameters();
      for (String name : direction.names()) {
        double[] sum = products.get(name).data();
        for (int k = 0; k < sum.length; k++) {
          sum[k] += weights[s] * g.get(name).data()[k] / (12 * step);
        }
      }
    }
    return Parameters.of(products);
  }

  /** θ + h·v. */
  private static Parameters along(Parameters at, Parameters direction, double h) {
    Parameters there = at;
    for (String name : direction.names()) {
      double[] moved = at.get(name).data().clone();
      for (int k = 0; k < moved.length; k++) moved[k] += h * direction.get(name).data()[k];
      there = there.with(name, Tensor.of(at.get(name).shape(), moved));
    }
    return there;
  }

  private static Tensor moved(Tensor tensor, int element, double by) {
    double[] data = tensor.data().clone();
    data[element] += by;
    return Tensor.of(tensor.shape(), data);
  }

  private interface Loss {
    double at(double h);
  }

  private static double central(Loss loss) {
    return (loss.at(STEP) - loss.at(-STEP)) / (2 * STEP);
  }
}
