package org.initlab.core.hessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;

/** Trace and density against closed forms and against the probes' own moments. */
class SpectralDensityTest {
  private static final Seed SEED = new Seed(3);
  private static final double U = 0x1p-53;

  /** Squares of signs are 1, so zᵀDz is the trace of a diagonal matrix for every z. */
  @Test
  void theTraceOfADiagonalMatrixHasNoError() {
    var d = SpectralDensity.estimate(DenseOperator.diagonal(1, -2, 3, 10), 2, 5, SEED);
    // Nodes and weights of a 2×2 T with ‖T‖ ≤ 10, about 10 roundings, times n = 4.
    assertThat(d.trace()).isCloseTo(12, within(4 * 10 * 10 * U));
    assertThat(d.traceError()).isCloseTo(0, within(4 * 10 * 10 * U));
  }

  /**
   * Var zᵀAz = 2 Σ_{i≠j} a_ij² = 4(n − 1). The sample variance of 400 probes is off by √(2/399) = 7
   * %, 5 of which is 35 %; false failure of each check 6e-7, seed 3.
   */
  @Test
  void theTraceErrsByItsStandardError() {
    int n = 64;
    int probes = 400;
    var d = SpectralDensity.estimate(DenseOperator.laplacian(n), 1, probes, SEED);
    double error = Math.sqrt(4.0 * (n - 1) / probes);
    assertThat(d.trace()).isCloseTo(2 * n, within(5 * error));
    assertThat(Math.pow(d.traceError() / error, 2)).isCloseTo(1, within(0.35));
  }

  /** Gauss quadrature of m = 3 nodes is exact to the power 5, and here not to the power 6. */
  @Test
  void momentsUpToTwiceTheStepsAreTheProbes() {
    int n = 30;
    int probes = 4;
    var a = DenseOperator.laplacian(n);
    var d = SpectralDensity.estimate(a, 3, probes, SEED);
    for (int power = 0; power <= 6; power++) {
      double expected = 0;
      for (int p = 0; p < probes; p++) {
        double[] z = Vectors.signs(n, SEED.stream("hessian/probe/" + p));
        double[] w = z;
        for (int i = 0; i < power; i++) w = a.apply(w);
        expected += Vectors.dot(z, w) / n / probes;
      }
      double bound = 100 * n * U * Math.pow(4, power);
      if (power <= 5) assertThat(d.moment(power)).isCloseTo(expected, within(bound));
      else assertThat(Math.abs(d.moment(power) - expected)).isGreaterThan(1e-3);
    }
  }

  /** The trapezoid rule on a grid of half the width errs by exp(−8π²) for a normal density. */
  @Test
  void theSmoothedDensityIntegratesToOne() {
    var d = SpectralDensity.estimate(DenseOperator.laplacian(30), 10, 3, SEED);
    double width = 0.1;
    double integral = 0;
    for (double t = -2; t <= 6; t += width / 2) integral += d.at(t, width) * width / 2;
    assertThat(integral).isCloseTo(1, within(1e-12));
  }
}
