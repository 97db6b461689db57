package org.initlab.experiments.arpit2019;

import org.initlab.core.experiment.Table;

/**
 * What one backend found for one network.
 *
 * @param network which of the networks drawn under the scheme, from 0
 * @param eigenvalue the original program's estimate, signed
 * @param drift how far an error of one in every product turns the last vector
 * @param ownMagnification what the last product makes of its own error
 * @param largestLogit of the network on the loss's samples, in size
 * @param productError of the last product in float32 against float64, NaN where it was not measured
 */
record HessianNorm(
    HessianScheme scheme,
    int network,
    String backend,
    double eigenvalue,
    double rayleigh,
    double residual,
    double drift,
    double ownMagnification,
    double largestLogit,
    double productError) {
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
        drift(steps),
        magnification(steps, last),
        steps.real(last, "largest_logit"),
        steps.real(last, "product_error"));
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
   * How far {@link #lnGrowth} may be off if every product is off by {@code error} relative to the
   * larger of ‖Hv‖ and ‖∇L‖‖v‖.
   *
   * <p>With ρ, r and γₖ = ‖Hvₖ‖/‖vₖ‖ = √(ρ² + r²) of step k, the error of a product is mₖ·error of
   * its result, mₖ = max(1, ‖∇L‖/γₖ), and every later step j multiplies it by |λ₁|/γⱼ at most; γ
   * never falls from step to step (Cauchy–Schwarz), so the last γ stands for |λ₁|. The last vector
   * is thus off by t = error·Σ mₖ Π |λ₁|/γⱼ of its length, summed over the steps before.
   *
   * <p>The last product adds its own m·error. The vector matters less the nearer it is to an
   * eigenvector: the gradient of ln ‖Hv‖ − ln ‖v‖ by v is (H²v/γ² − v)/‖v‖², and with a unit vector
   * e ⟂ v such that Hv = ρv + r‖v‖e this is r(ρe + He − rv/‖v‖)/(γ²‖v‖), of length 2r/(γ‖v‖) at
   * most. On the way from v to where it should be, r/γ itself grows by up to 2t, so that the vector
   * adds 2(r/γ + t)t.
   */
  double allowed(double error) {
    double t = error * drift;
    double growth = Math.hypot(rayleigh, residual);
    return error * ownMagnification + 2 * (residual / growth + t) * t;
  }

  /** t of {@link #allowed} for an error of one. */
  private static double drift(Table steps) {
    int last = steps.rows().size() - 1;
    double largest = growth(steps, last);
    double sum = 0;
    double magnified = 1;
    for (int k = last - 1; k >= 0; k--) {
      sum += magnified * magnification(steps, k);
      magnified *= largest / growth(steps, k);
    }
    return sum;
  }

  /** mₖ of {@link #allowed}. */
  private static double magnification(Table steps, int k) {
    return Math.max(1, steps.real(k, "gradient_norm") / growth(steps, k));
  }

  private static double growth(Table steps, int k) {
    return Math.hypot(steps.real(k, "rayleigh"), steps.real(k, "residual"));
  }
}
