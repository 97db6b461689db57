package org.initlab.core.stats;

import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/**
 * How far the results of two engines may differ when both are right: the one place that says so.
 *
 * <p><b>The bound.</b> Two tensors A and B agree if ‖A − B‖∞ ≤ bound · max(‖A‖∞, ‖B‖∞) + underflow,
 * both norms over the whole batch, with
 *
 * <pre>bound = C · u · Σ_layers √fan_in   (= C · u · √fan_in · depth where all fans are equal),
 * </pre>
 *
 * u the unit roundoff ({@link Precision#unitRoundoff()}) and C = {@value #C}.
 *
 * <p><b>Why √fan_in.</b> A sum of n terms of variance σ² in any order has partial sums of size σ√k;
 * each is rounded with an independent relative error of at most u, so the error's standard
 * deviation is at most u·σ·√(Σk) ≈ u·σ·n/√2, and relative to the result, of size σ√n, it is
 * u·√(n/2). For terms of one sign it is u·√(n/3) (Higham and Mary 2019, probabilistic rounding
 * error analysis; the worst case, n·u, needs roundings that all err the same way). Blocked and
 * vectorized sums do better. Two engines differ by at most √2 of one's error, hence u·√n.
 *
 * <p><b>Why depth.</b> A relative perturbation of a layer's input stays one of the same size at its
 * output (a random layer amplifies signal and error alike, and homogeneous activations keep the
 * ratio), so that errors of the layers add: at most linearly, typically like √depth. Where a
 * network is chaotic (χ₁ above 1 at bounded norm, as with batch or data-dependent normalization),
 * errors outgrow the signal; then the caller measures the growth and says so by {@link #amplified}.
 *
 * <p><b>Why C = {@value #C}.</b> The largest of 10⁶ normal errors is 5 standard deviations while
 * ‖·‖∞ is 1 to 5 times the root mean square of a state; errors that add like √depth leave the rest
 * as headroom. A wrong result (half precision, a swapped fan, a missing bias) is off by at least
 * 2⁻¹¹, thousands of u.
 *
 * <p>Other layers count as sums of the length that they reduce: batch normalization N·positions,
 * average pooling positions, weight normalization fan_in once more; a transcendental activation
 * counts 4, as vendors' functions are good to 4 units in the last place. Backward, a layer counts
 * √fan_out, and the whole forward pass comes first since derivatives are taken at its states. The
 * values: 1e-15 to 2e-12 in float64 and 1e-6 to 1e-3 in float32 for fan-in up to 1000 and depth up
 * to 100.
 */
public final class ErrorBound {
  /** The constant of the bound. */
  public static final double C = 4;

  private final Precision precision;
  private final Roundings roundings;
  private final double objectiveFactor;
  private final double amplification;

  private ErrorBound(
      Precision precision, Roundings roundings, double objectiveFactor, double amplification) {
    this.precision = precision;
    this.roundings = roundings;
    this.objectiveFactor = objectiveFactor;
    this.amplification = amplification;
  }

  /** The bounds of a network on batches of {@code batch} samples. */
  public static ErrorBound of(Network network, int batch, Precision precision) {
    Arguments.positive("batch", batch);
    return new ErrorBound(precision, Roundings.of(network, batch), 1, 1);
  }

  /** C·u·√fan_in·depth: the bound of a plain chain of {@code depth} equal layers. */
  public static double relative(Precision precision, double fanIn, int depth) {
    return C * precision.unitRoundoff() * Math.sqrt(fanIn) * depth;
  }

  /**
   * These bounds with gradients scaled by how much an objective magnifies relative errors of the
   * output y. Cross-entropy: ∂L/∂y = (softmax(y) − onehot)/N moves by up to 2‖Δy‖∞ of its size, so
   * the factor is max(1, 2‖y‖∞). Mean squared error: ∂L/∂y ∝ y − t, so ‖y‖∞/‖y − t‖∞, at least 1. A
   * fixed cotangent: 1.
   */
  public ErrorBound forObjective(Objective objective, Tensor output) {
    double y = Differences.maxAbs(output);
    double factor = 1;
    if (objective instanceof Objective.CrossEntropy) {
      return forLogits(y);
    } else if (objective instanceof Objective.MeanSquaredError mse) {
      factor = y == 0 ? 1 : y / Differences.maxAbsDifference(output, mse.targets());
    }
    return new ErrorBound(precision, roundings, Math.max(1, factor), amplification);
  }

  /** {@link #forObjective} of cross-entropy where the largest |logit| is {@code largest}. */
  public ErrorBound forLogits(double largest) {
    return new ErrorBound(precision, roundings, Math.max(1, 2 * largest), amplification);
  }

  /** These bounds times {@code factor} ≥ 1, the measured growth of errors relative to signal. */
  public ErrorBound amplified(double factor) {
    return new ErrorBound(
        precision, roundings, objectiveFactor, amplification * Math.max(1, factor));
  }

  /** For the state at {@code point}, relative to its ‖·‖∞. */
  public double state(ProbePoint point) {
    return relative(roundings.forward(point.index()));
  }

  /** For ∂L/∂state at {@code point}, relative to its ‖·‖∞; depth counts forward and backward. */
  public double stateGradient(ProbePoint point) {
    return objectiveFactor * relative(roundings.backward(point.index()));
  }

  /** For ∂L/∂input, relative to its ‖·‖∞. */
  public double inputGradient() {
    return objectiveFactor * relative(roundings.input());
  }

  /**
   * For ∂L/∂θ of one trainable array, summed over the N·positions terms that the array is applied
   * to, relative to the largest ‖∂L/∂·‖∞ among the arrays of its layer (a bias or a gain before a
   * batch normalization has a gradient of 0 in exact arithmetic, so its own norm is no scale).
   */
  public double parameterGradient(ParameterSpec spec) {
    return objectiveFactor * relative(roundings.parameter(spec.layer()));
  }

  /**
   * For a Hessian-vector product Hv, relative to the larger of ‖Hv‖ and ‖∇L‖‖v‖. An exact one runs
   * the tangents of a forward and of a backward pass over those passes: four sweeps where a
   * gradient has one and a half, so four times the bound β of a gradient. Central differences of
   * float64 gradients with a step of order h = u^(1/3) over the length of v err by β/h for the
   * roundings and h²‖∂³L‖/6 for the step: 16β/u^(1/3) + 10³u^(2/3), with room for a step that is
   * measured by another norm of v and for third derivatives of order 10³. In float32 a differenced
   * product of float64 gradients has only its own rounding, so the first bound holds.
   *
   * @param differenced whether the engine takes differences
   */
  public double hessianProduct(Network network, boolean differenced) {
    double gradient = 0;
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind().trainable()) gradient = Math.max(gradient, parameterGradient(spec));
    }
    if (!differenced || precision == Precision.FLOAT32) return 4 * gradient;
    double u = precision.unitRoundoff();
    return 16 * gradient / Math.cbrt(u) + 1e3 * Math.cbrt(u * u);
  }

  /**
   * For the objective itself, <em>absolute</em>. Cross-entropy is 2-Lipschitz in ‖y‖∞; mean squared
   * error moves by 2‖y − t‖∞‖Δy‖∞; a cotangent c by ‖c‖₁‖Δy‖∞. The sum over N·K outputs adds √(N·K)
   * roundings of the result.
   *
   * @param output the network's output y, N×K
   * @param loss the objective's value
   */
  public double loss(Objective objective, Tensor output, double loss) {
    double dy = relative(roundings.output()) * Differences.maxAbs(output);
    double own = relative(Math.sqrt(output.size()) + 4) * Math.max(1, Math.abs(loss));
    if (objective instanceof Objective.CrossEntropy) return 2 * dy + own;
    if (objective instanceof Objective.MeanSquaredError mse) {
      return (2 * Differences.maxAbsDifference(output, mse.targets()) + dy) * dy + own;
    }
    double[] c = ((Objective.Cotangent) objective).cotangent().data();
    double l1 = 0;
    for (double v : c) l1 += Math.abs(v);
    // The terms of the sum, not the sum, are the scale of its roundings: it may cancel.
    return l1 * dy + relative(Math.sqrt(c.length)) * l1 * Differences.maxAbs(output);
  }

  /**
   * What may be lost when an engine flushes subnormal numbers to zero: the smallest normal number
   * for every rounding.
   */
  public double underflow() {
    double smallest = precision == Precision.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return smallest * roundings.input();
  }

  /**
   * ‖a − b‖∞ / (bound · max(‖a‖∞, ‖b‖∞) + underflow): at most 1 if a and b agree; ∞ if a value is
   * finite in one and not in the other.
   */
  public double ratio(double bound, Tensor a, Tensor b) {
    double scale = Math.max(Differences.maxAbs(a), Differences.maxAbs(b));
    return ratio(bound, scale, a, b);
  }

  /** As {@link #ratio(double, Tensor, Tensor)} with a scale of the caller's. */
  public double ratio(double bound, double scale, Tensor a, Tensor b) {
    return Differences.maxAbsDifference(a, b) / (bound * scale + underflow());
  }

  private double relative(double roundings) {
    return C * precision.unitRoundoff() * amplification * roundings;
  }
}
