package org.initlab.experiments.meanfield;

import java.util.Arrays;
import org.initlab.core.theory.FixedPoint;

/**
 * ln χ₁ as random networks have it: the growth per layer, backward, of the logarithm of the squared
 * gradient norm of inputs of length q*.
 */
public final class GradientDrift {
  private GradientDrift() {}

  /**
   * The growth per layer in one network.
   *
   * @param gradients ‖∂L/∂a^l‖² by layer, from the last to the first, and row
   */
  public static double of(double[][] gradients) {
    return LineFit.slope(
        Arrays.stream(gradients)
            .mapToDouble(rows -> Math.log(Arrays.stream(rows).average().orElseThrow()))
            .toArray());
  }

  /** Over all networks of a measurement. */
  public static Estimate of(Trajectories gradients) {
    return Estimate.of(Arrays.stream(gradients.values()).mapToDouble(GradientDrift::of).toArray());
  }

  /**
   * How far the expected logarithm may lie from ln χ₁ at width N: a layer multiplies the squared
   * norm by a factor of relative variance V = (3κ − 1)/N, κ = E φ'⁴/(E φ'²)², whose logarithm lies
   * V/2 below that of its mean, on average.
   */
  public static double shift(Ensemble e) {
    FixedPoint f = e.field().fixedPoint();
    double second = GaussianMean.of(f.qStar(), a -> Math.pow(e.function().derivative(a, 0), 2));
    double fourth = GaussianMean.of(f.qStar(), a -> Math.pow(e.function().derivative(a, 0), 4));
    return (3 * fourth / (second * second) - 1) / 2 / e.width();
  }
}
