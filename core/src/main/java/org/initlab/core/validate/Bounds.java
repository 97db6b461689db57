package org.initlab.core.validate;

import org.initlab.core.backend.Precision;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Differences;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;

/**
 * The bounds for one subject in one precision: {@link ErrorBound}'s formula or the measured {@link
 * Sensitivity}, whichever is larger, and the flips that were seen. All relative but the losses.
 */
final class Bounds {
  private final Subject subject;
  private final Sensitivity sensitivity;
  private final ErrorBound formula;
  private final ErrorBound gradientFormula;
  private final Tensor output;
  private final double unit;

  Bounds(Subject subject, Precision precision, Sensitivity sensitivity, Tensor output) {
    this.subject = subject;
    this.sensitivity = sensitivity;
    this.output = output;
    this.formula = ErrorBound.of(subject.network(), subject.batch(), precision);
    this.gradientFormula = formula.forObjective(subject.objective(), output);
    this.unit = ErrorBound.C * precision.unitRoundoff();
  }

  double state(ProbePoint p) {
    return Math.max(formula.state(p), unit * sensitivity.states()[p.index()]);
  }

  double evaluationOutput() {
    return Math.max(formula.state(last()), unit * sensitivity.output());
  }

  double stateGradient(ProbePoint p) {
    double measured = unit * sensitivity.stateGradients()[p.index()];
    return Math.max(gradientFormula.stateGradient(p), measured);
  }

  double inputGradient() {
    return Math.max(gradientFormula.inputGradient(), unit * sensitivity.inputGradient());
  }

  double parameterGradient(ParameterSpec spec) {
    double measured = unit * sensitivity.parameterGradients().get(spec.name());
    return Math.max(gradientFormula.parameterGradient(spec), measured);
  }

  /** Of the objective at the initial weights, absolute. */
  double loss(double loss) {
    double growth = state(last()) / formula.state(last());
    double fromOutput = formula.amplified(growth).loss(subject.objective(), output, loss);
    return Math.max(fromOutput, unit * sensitivity.losses()[0]);
  }

  /**
   * Of the loss after {@code step} optimizer steps, absolute: every step adds the error of a loss,
   * what the measured sensitivity makes of it, and the change of the loss that a wrong gradient
   * causes, η‖∇L‖² times the gradient's relative error.
   *
   * @param descent η‖∇L‖², the first-order change of the loss in one step
   * @param flips relative errors of gradients from flips in the steps so far
   */
  double trajectory(int step, double initialLoss, double descent, double flips) {
    double grown = 0;
    for (int i = 0; i <= step; i++) grown = Math.max(grown, sensitivity.losses()[i]);
    double gradient = 0;
    for (ParameterSpec spec : subject.network().parameters()) {
      if (spec.kind().trainable()) gradient = Math.max(gradient, parameterGradient(spec));
    }
    double perStep = loss(initialLoss) + unit * grown + descent * (gradient + flips);
    return (step + 1) * perStep;
  }

  /** A relative bound with what flushing subnormal numbers may take, for a tensor of this scale. */
  double withUnderflow(double relative, double scale) {
    return scale == 0 ? relative : relative + formula.underflow() / scale;
  }

  /** The larger ‖·‖∞ of two. */
  static double scale(Tensor a, Tensor b) {
    return Math.max(Differences.maxAbs(a), Differences.maxAbs(b));
  }

  private ProbePoint last() {
    return subject.network().probePoints().get(subject.network().probePoints().size() - 1);
  }
}
