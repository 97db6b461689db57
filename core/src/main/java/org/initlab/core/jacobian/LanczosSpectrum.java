package org.initlab.core.jacobian;

import java.util.List;
import org.initlab.core.backend.Model;
import org.initlab.core.hessian.Lanczos;
import org.initlab.core.hessian.SpectralDensity;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;

/**
 * Singular values of a Jacobian that is known by its products alone: the extreme ones by Lanczos's
 * method, the density of squares by stochastic Lanczos quadrature. The largest come first; the
 * smallest are found only to within √u·s_max at best, since they are squared.
 *
 * @param max the largest singular value found and how far from it one may be
 * @param min the smallest found, an upper bound of the smallest there is, and the same
 * @param density of s², see {@link SpectralDensity}
 */
public record LanczosSpectrum(Extreme max, Extreme min, SpectralDensity density) {
  /**
   * A singular value.
   *
   * @param error a singular value of J lies within it, but for rounding
   */
  public record Extreme(double value, double error) {
    /** From a Ritz pair of JᵀJ: |s² − θ| ≤ r, so |s − √θ| ≤ min(√r, r/√θ). */
    static Extreme of(Lanczos.Ritz ritz) {
      double value = Math.sqrt(Math.max(0, ritz.value()));
      double r = ritz.residual();
      return new Extreme(value, Math.min(Math.sqrt(r), r / value));
    }
  }

  /**
   * @param input one sample
   * @param steps of Lanczos, for the extreme values and for every probe of the density
   * @param probes of the density
   */
  public static LanczosSpectrum of(Model model, Tensor input, int steps, int probes, Seed seed) {
    JacobianOperator operator = new JacobianOperator(model, input);
    List<Lanczos.Ritz> ritz = new Lanczos(steps).run(operator, seed);
    return new LanczosSpectrum(
        Extreme.of(ritz.get(0)),
        Extreme.of(ritz.get(ritz.size() - 1)),
        SpectralDensity.estimate(operator, steps, probes, seed));
  }

  /** m₁, an estimate of the mean of s². */
  public double meanSquare() {
    return density.moment(1);
  }

  /** An estimate of m₂/m₁² − 1. */
  public double relativeVariance() {
    double m1 = density.moment(1);
    return density.moment(2) / (m1 * m1) - 1;
  }
}
