package org.initlab.backend.tck;

import org.initlab.core.backend.Capability;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;

/**
 * How far a Hessian-vector product may be off, relative to the larger of ‖Hv‖∞ and ‖∇L‖∞ over all
 * arrays.
 *
 * <p>Exact products run the tangents of a forward and of a backward pass over those passes: four
 * sweeps where a gradient has one and a half, so four times the bound β of a gradient. Central
 * differences of float64 gradients with a step of order h = u^(1/3) over the length of v err by β/h
 * for the roundings and h² ‖∂³L‖/6 for the step: 16 β/u^(1/3) + 10³ u^(2/3), with room for a step
 * that is measured by another norm of v and for third derivatives of order 10³. In float32 the
 * differenced product of float64 gradients has only its own rounding, so the first bound holds.
 */
final class HvpBound {
  private final Case c;
  private final double relative;
  private final double gradientScale;

  HvpBound(ContractSubject subject, Case c, Precision precision) {
    this.c = c;
    Tensor y = c.oracle().forward(c.inputs(), c.mode()).get(c.network().probePoints().size() - 1);
    ErrorBound bounds =
        ErrorBound.of(c.network(), c.samples(), precision).forObjective(c.objective(), y);
    double gradient = 0;
    for (ParameterSpec spec : c.network().parameters()) {
      if (spec.kind().trainable()) gradient = Math.max(gradient, bounds.parameterGradient(spec));
    }
    double u = Precision.FLOAT64.unitRoundoff();
    boolean differenced = precision == Precision.FLOAT64 && !subject.declares(Capability.EXACT_HVP);
    this.relative =
        differenced ? 16 * gradient / Math.cbrt(u) + 1e3 * Math.cbrt(u * u) : 4 * gradient;
    this.gradientScale =
        Flat.of(c.oracle().gradients(c.inputs(), c.objective(), c.mode()).parameters()).largest();
  }

  /** The largest error of one value of {@code product}. */
  double absolute(Parameters product) {
    return relative * scale(product);
  }

  /**
   * @param own what {@code expected} itself may be off by, relative to the same scale
   */
  void check(Rule rule, Parameters expected, Parameters actual, double own) {
    for (ParameterSpec spec : c.network().parameters()) {
      if (!spec.kind().trainable()) continue;
      String what = c.what() + ": Hessian-vector product for '" + spec.name() + "'";
      rule.require(actual.contains(spec.name()), what + " is missing");
      Tensor e = expected.get(spec.name());
      rule.close(what, e, actual.get(spec.name()), relative + own, scale(expected));
    }
  }

  private double scale(Parameters product) {
    return Math.max(Flat.of(product).largest(), gradientScale);
  }
}
