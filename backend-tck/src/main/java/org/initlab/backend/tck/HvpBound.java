package org.initlab.backend.tck;

import org.initlab.core.backend.Capability;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;

/**
 * How far a Hessian-vector product may be off, relative to the larger of ‖Hv‖∞ and ‖∇L‖∞ over all
 * arrays: {@link ErrorBound#hessianProduct}.
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
    this.relative = bounds.hessianProduct(c.network(), !subject.declares(Capability.EXACT_HVP));
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
