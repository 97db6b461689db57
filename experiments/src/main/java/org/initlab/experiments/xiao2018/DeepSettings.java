package org.initlab.experiments.xiao2018;

import java.util.List;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.data.Normalization;
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
 * @param fall by how much that loss falls at least
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
    UpdateRule rule,
    boolean pooled,
    Pixels pixels,
    double fall) {
  /** q* at σ_w² = 1.05, σ_b² = 2·10⁻⁵. */
  static final double PAPER_Q = 0.0259209482113;

  /** What is subtracted from pixels in 0..1, and what the rest is divided by. */
  record Pixels(double mean, double deviation) {
    Normalization of(int max) {
      return new Normalization(max, List.of(mean), List.of(deviation));
    }
  }

  /** As in the authors' demonstration. */
  private static final Pixels UNIT = new Pixels(0, 1);

  /** MNIST's mean and standard deviation: what all images share does not tell them apart. */
  private static final Pixels STANDARD = new Pixels(0.1307, 0.3081);

  /**
   * Under SGD 10,000 biases, whose gradients all samples share, bound the rate: a bias is seen by
   * the logits 1/(9·16·q*) = 70 times as much as the weights beside it, and the loss hardly falls
   * while they settle. Adam's steps are of one size for both.
   */
  private static final UpdateRule ADAM = UpdateRule.Adam.of(1e-5);

  private static UpdateRule sgd(double rate) {
    return new UpdateRule.Sgd(rate, 0.9, 0);
  }

  /** In words, for a caption. */
  String optimizer() {
    return rule instanceof UpdateRule.Adam adam
        ? "Adam with lr " + adam.learningRate()
        : "SGD with lr " + ((UpdateRule.Sgd) rule).learningRate() + " and momentum 0.9";
  }

  static DeepSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new DeepSettings(
              "digits", 8, 0, 50, 50, PAPER_Q, 8, 40, 1000, 200, sgd(2e-3), false, UNIT, 0);
      case QUICK ->
          new DeepSettings(
              "mnist", 16, 2, 10_000, 1000, 1e-4, 32, 20, 64, 64, ADAM, false, STANDARD, 0.1);
      case PAPER ->
          new DeepSettings(
              "mnist", 64, 2, 10_000, 1000, 1e-4, 32, 1000, 60_000, 1024, sgd(5e-4), true, UNIT, 0);
    };
  }

  CriticalLine.Point critical() {
    return CriticalLine.atVariance(DualActivation.of(Nonlinearity.TANH, 0), qStar);
  }
}
