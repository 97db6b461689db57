package org.initlab.experiments.arpit2019;

import org.initlab.core.experiment.Table;

/**
 * What one backend found for one network.
 *
 * @param network which of the networks drawn under the scheme, from 0
 * @param eigenvalue the original program's estimate, signed
 */
record HessianNorm(
    HessianScheme scheme,
    int network,
    String backend,
    double eigenvalue,
    double rayleigh,
    double residual) {
  /** From the last step of the power iteration. */
  static HessianNorm of(HessianScheme scheme, int network, String backend, Table steps) {
    int last = steps.rows().size() - 1;
    return new HessianNorm(
        scheme,
        network,
        backend,
        steps.real(last, "entry"),
        steps.real(last, "rayleigh"),
        steps.real(last, "residual"));
  }

  /** ln |eigenvalue|. */
  double ln() {
    return Math.log(Math.abs(eigenvalue));
  }
}
