package org.initlab.core.stats;

import java.util.Arrays;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * How fast the gradient of a network forgets its input: the auto-correlation function of df/dx over
 * an equidistant grid of scalar inputs (Balduzzi et al. 2017, Fig. 1). White noise has 0 at every
 * lag above 0, brown noise decays slowly.
 */
public final class GradientAutocorrelation {
  private GradientAutocorrelation() {}

  /** {@code points} inputs from {@code from} to {@code to}, both included, a points×1 batch. */
  public static Tensor grid(double from, double to, int points) {
    Arguments.finite("from", from);
    Arguments.finite("to", to);
    if (!(points >= 2)) {
      throw new InvalidInputException("a grid needs at least 2 points, was given " + points);
    }
    double[] x = new double[points];
    for (int i = 0; i < points; i++) x[i] = from + (to - from) * i / (points - 1);
    return Tensor.of(Shape.of(points, 1), x);
  }

  /**
   * df/dx at every grid point, f the sum of the outputs; in {@link Mode#EVAL} a sample's gradient
   * does not depend on the others'.
   *
   * @param model a network with one input value
   */
  public static double[] gradients(Model model, Tensor grid, Mode mode) {
    Shape output = model.network().output().batched(grid.shape().dim(0));
    Objective sum = new Objective.Cotangent(Tensor.filled(output, 1));
    GradientRequest request = new GradientRequest(false, true, Probe.NONE);
    return model.gradients(grid, sum, mode, request).input().orElseThrow().data().clone();
  }

  /**
   * ρ_k = Σ_i (g_i − ḡ)(g_{i+k} − ḡ) / Σ_i (g_i − ḡ)² for k = 0..maxLag (Box and Jenkins's
   * estimator, both sums divided by the same number of terms); all NaN if the series is constant.
   */
  public static double[] of(double[] series, int maxLag) {
    Arguments.notNegative("max_lag", maxLag);
    if (maxLag >= series.length) {
      throw new InvalidInputException(
          "max_lag must be below the " + series.length + " values given, was " + maxLag);
    }
    double max = Arrays.stream(series).map(Math::abs).max().orElseThrow();
    double mean = Moments.of(series, max).mean();
    double[] covariance = new double[maxLag + 1];
    for (int k = 0; k <= maxLag; k++) {
      CompensatedSum sum = new CompensatedSum();
      for (int i = 0; i + k < series.length; i++) {
        sum.add((series[i] - mean) * (series[i + k] - mean));
      }
      covariance[k] = sum.value();
    }
    double variance = covariance[0];
    boolean constant = Arrays.stream(series).allMatch(v -> v == series[0]);
    return Arrays.stream(covariance).map(c -> constant ? Double.NaN : c / variance).toArray();
  }
}
