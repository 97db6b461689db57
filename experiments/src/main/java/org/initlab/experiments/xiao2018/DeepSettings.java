package org.initlab.experiments.xiao2018;

import org.initlab.core.experiment.Scale;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;

/**
 * The deep network at one scale.
 *
 * @param gaussianDepth layers of the network with Gaussian kernels beside it
 * @param qStar q* of the critical point: 1/depth, as the authors' demonstration has it, where the
 *     network is deep, so that Σ_l 8q*² stays small and the Jacobian near an isometry
 * @param pooled whether the classifier reads the mean over positions, as the authors' does; one
 *     that reads every position learns in a few updates
 * @param trained training samples, the first, that are trained on; fewer are learned in fewer
 *     updates
 * @param judged training samples, the first, whose loss is compared before and after
 */
record DeepSettings(
    String dataset,
    int channels,
    int reductions,
    int depth,
    int gaussianDepth,
    double qStar,
    int batch,
    int steps,
    int trained,
    int judged,
    double rate,
    double momentum,
    boolean pooled) {
  /** q* at σ_w² = 1.05, σ_b² = 2·10⁻⁵. */
  static final double PAPER_Q = 0.0259209482113;

  static DeepSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new DeepSettings("digits", 8, 0, 50, 50, PAPER_Q, 8, 40, 1000, 200, 2e-3, 0.9, false);
      case QUICK ->
          new DeepSettings("mnist", 16, 2, 10_000, 1000, 1e-4, 32, 24, 64, 64, 5e-4, 0.9, false);
      case PAPER ->
          new DeepSettings(
              "mnist", 64, 2, 10_000, 1000, 1e-4, 32, 1000, 60_000, 1024, 5e-4, 0.9, true);
    };
  }

  CriticalLine.Point critical() {
    return CriticalLine.atVariance(DualActivation.of(Nonlinearity.TANH, 0), qStar);
  }
}
