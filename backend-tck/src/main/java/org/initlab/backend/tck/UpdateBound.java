package org.initlab.backend.tck;

import org.initlab.core.backend.Precision;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;

/**
 * How far parameters may be off after a few updates. Each update adds the error of its gradient,
 * β‖∇L‖∞ with the bound β of a gradient, times the slope of the update; momentum carries it into
 * the later steps, and the gradient at parameters that are off is off by as much again, so the sum
 * over steps is taken squared; and every update rounds each parameter a few times.
 */
final class UpdateBound {
  private final Case c;
  private final Precision precision;
  private final ErrorBound bounds;
  private final Tensor output;
  private double gradientBound;
  private double largestGradient;

  UpdateBound(Case c, Precision precision) {
    this.c = c;
    this.precision = precision;
    this.output =
        c.oracle().forward(c.inputs(), c.mode()).get(c.network().probePoints().size() - 1);
    this.bounds =
        ErrorBound.of(c.network(), c.samples(), precision).forObjective(c.objective(), output);
    for (ParameterSpec spec : c.network().parameters()) {
      if (!spec.kind().trainable()) continue;
      gradientBound = Math.max(gradientBound, bounds.parameterGradient(spec));
    }
  }

  /**
   * The absolute error of a parameter after {@code step} updates, the last one by these gradients.
   */
  double after(int step, double slope, Parameters gradients, Parameters theta) {
    largestGradient = Math.max(largestGradient, Flat.of(gradients).largest());
    double fromGradients = slope * gradientBound * Math.max(1, largestGradient);
    double fromRounding = 8 * precision.unitRoundoff() * Math.max(1, Flat.of(theta).largest());
    return step * step * (fromGradients + fromRounding);
  }

  /** The absolute error of the objective at the same parameters. */
  double loss(double loss) {
    return bounds.loss(c.objective(), output, loss);
  }
}
