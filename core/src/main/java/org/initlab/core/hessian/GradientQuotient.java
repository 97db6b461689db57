package org.initlab.core.hessian;

import org.initlab.core.error.InvalidInputException;

/**
 * How much a step of gradient descent changes the gradient, as MetaInit measures it (Dauphin and
 * Schoenholz 2019): GQ = 1/N Σ_i |(g − Hg)_i/(g_i + ε_i) − 1|, g the gradient and H the Hessian of
 * a loss, N parameters, ε_i = 10⁻⁵ with the sign of g_i, + at 0. But for ε it is 0 where the loss
 * is linear and the mean |h_i| for ½Σ h_i θ_i²; a good initialization has a small one. A parameter
 * that the loss does not depend on, as behind a dead ReLU, counts ε/ε = 1.
 */
public final class GradientQuotient {
  /** MetaInit's ε. */
  public static final double EPSILON = 1e-5;

  private GradientQuotient() {}

  /**
   * GQ from the gradient and the Hessian's product with it, of one length.
   *
   * @throws InvalidInputException if the lengths differ or are 0
   */
  public static double of(double[] gradient, double[] product) {
    if (gradient.length == 0 || gradient.length != product.length) {
      throw new InvalidInputException(
          "the gradient quotient needs a gradient and a product of its length, were "
              + gradient.length
              + " and "
              + product.length);
    }
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      double g = gradient[i];
      double epsilon = g >= 0 ? EPSILON : -EPSILON;
      sum += Math.abs((g - product[i]) / (g + epsilon) - 1);
    }
    return sum / gradient.length;
  }
}
