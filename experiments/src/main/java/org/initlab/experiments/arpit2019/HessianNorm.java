package org.initlab.experiments.arpit2019;

import org.initlab.core.experiment.Table;

/**
 * What one backend found for one network.
 *
 * @param network which of the networks drawn under the scheme, from 0
 * @param eigenvalue the original program's estimate, signed
 * @param sensitivity of {@link #lnGrowth} to errors of products, see {@link #sensitivity(Table)}
 * @param largestLogit of the network on the loss's samples, in size
 */
record HessianNorm(
    HessianScheme scheme,
    int network,
    String backend,
    double eigenvalue,
    double rayleigh,
    double residual,
    double sensitivity,
    double largestLogit) {
  /** From the last step of the power iteration. */
  static HessianNorm of(HessianScheme scheme, int network, String backend, Table steps) {
    int last = steps.rows().size() - 1;
    return new HessianNorm(
        scheme,
        network,
        backend,
        steps.real(last, "entry"),
        steps.real(last, "rayleigh"),
        steps.real(last, "residual"),
        sensitivity(steps),
        steps.real(last, "largest_logit"));
  }

  /** ln |eigenvalue|. */
  double ln() {
    return Math.log(Math.abs(eigenvalue));
  }

  /** ln ‖Hv‖/‖v‖ of the last step, ln |eigenvalue| once the iteration has converged. */
  double lnGrowth() {
    return Math.log(Math.hypot(rayleigh, residual));
  }

  /**
   * How much the last step's ln ‖Hv‖/‖v‖ is moved by errors of the products, which are ε relative
   * to the larger of ‖Hv‖ and ‖∇L‖‖v‖ each. With γₖ = ‖Hvₖ‖/‖vₖ‖ = √(ρ² + r²) of step k, its error
   * is ε·max(1, ‖∇L‖/γₖ) of its result; every later step j multiplies it by |λ₁| at most and the
   * vector by γⱼ, and γ never falls from step to step (Cauchy–Schwarz), so that the last γ stands
   * for |λ₁|. The logarithm of a quotient of two vectors moves by the sum of what both do.
   */
  private static double sensitivity(Table steps) {
    int last = steps.rows().size() - 1;
    double largest = growth(steps, last);
    double sum = 0;
    double magnified = 1;
    for (int k = last; k >= 0; k--) {
      sum += magnified * Math.max(1, steps.real(k, "gradient_norm") / growth(steps, k));
      magnified *= largest / growth(steps, k);
    }
    return 2 * sum;
  }

  private static double growth(Table steps, int k) {
    return Math.hypot(steps.real(k, "rayleigh"), steps.real(k, "residual"));
  }
}
