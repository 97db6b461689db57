package org.initlab.experiments.pennington2017;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.GaussianProduct;
import org.junit.jupiter.api.Test;

/** Limits of Jacobian spectra against closed forms and values from numpy 2. */
class LimitSpectrumTest {
  private static LimitSpectrum of(Nonlinearity function, double w, boolean gaussian, int layers) {
    return new LimitSpectrum(SlopeDistribution.of(function, 1), w, gaussian, layers);
  }

  /** Edges of piecewise linear networks (numpy 2, from the closed form of dλ/dz = 0). */
  @Test
  void edgesOfPiecewiseLinearNetworks() {
    assertThat(of(Nonlinearity.IDENTITY, 1, true, 10).edge()).isCloseTo(28.531, within(5e-4));
    assertThat(of(Nonlinearity.RELU, 2, true, 10).edge()).isCloseTo(54.411, within(5e-4));
    assertThat(of(Nonlinearity.RELU, 2, false, 10).edge()).isCloseTo(25.812, within(5e-4));
    assertThat(of(Nonlinearity.RELU, 2, false, 100).edge()).isCloseTo(270.468, within(5e-4));
    // L(1 − p) ≤ 1: the atom at p^(−L).
    assertThat(SpectrumCase.HARD_TANH_ORTHOGONAL.limit(100).edge()).isCloseTo(1.1696, within(5e-5));
  }

  /** Orthogonal tanh networks with q* = 1/64 (numpy 2, numerical edge). */
  @Test
  void edgesAndVarianceOfOrthogonalTanhNetworks() {
    double[] edges = {1.32276, 1.60244, 1.97168, 2.59477};
    int[] depths = {20, 50, 100, 200};
    for (int i = 0; i < depths.length; i++) {
      LimitSpectrum limit = SpectrumCase.TANH_ORTHOGONAL.limit(depths[i]);
      assertThat(limit.edge()).isCloseTo(edges[i], within(5e-6));
      assertThat(limit.relativeVariance())
          .isCloseTo(depths[i] * 0.00168937025601, within(depths[i] * 1e-13));
      assertThat(limit.meanSquare()).isCloseTo(1, within(1e-10));
    }
  }

  /** The product of Gaussian matrices: its density in closed form, at a place inside. */
  @Test
  void densityOfALinearNetworkIsThatOfTheProduct() {
    for (int layers : new int[] {1, 4}) {
      GaussianProduct.Point p = new GaussianProduct(layers).density(0.3);
      double square = Math.exp(p.logSquare());
      double s = Math.sqrt(square);
      double[] density = of(Nonlinearity.IDENTITY, 1, true, layers).density(new double[] {s}, 1e-7);
      // Smoothed over 1e-7 of a density of order 1.
      assertThat(density[0]).isCloseTo(2 * s * Math.exp(p.logDensity()), within(1e-5));
    }
  }

  /**
   * Smoothed densities have the mass that is not at zero and the second moment 1, but for the tails
   * of the smoothing (a Cauchy distribution of width 2e-3): within 3 %.
   */
  @Test
  void densitiesHaveTheirMoments() {
    for (SpectrumCase c : SpectrumCase.values()) {
      for (int layers : new int[] {16, 1024}) {
        if (layers == 1024 && !c.isometric()) continue;
        LimitSpectrum limit = c.limit(layers);
        double edge = Math.sqrt(limit.edge());
        int n = 1200;
        double[] s = new double[n];
        for (int i = 0; i < n; i++) s[i] = 1.5 * edge * (n - i - 0.5) / n;
        double[] density = limit.density(s, 2e-3);
        double second = 0;
        for (int i = 0; i < n; i++) second += density[i] * s[i] * s[i] * 1.5 * edge / n;
        assertThat(second).as("%s, L = %d", c, layers).isCloseTo(1, within(0.03));
      }
    }
  }
}
