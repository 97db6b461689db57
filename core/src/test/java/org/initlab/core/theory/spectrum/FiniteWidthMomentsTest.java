package org.initlab.core.theory.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.GaussianProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments at finite width against a recursion of its own kind, numpy's draws and the limit. */
class FiniteWidthMomentsTest {
  @Test
  void gaussianProductsFollowTheRecursionOfTheirFactors() {
    for (int depth : new int[] {1, 3, 20}) {
      JacobianSpectrum s =
          JacobianSpectrumTest.critical(
              Nonlinearity.IDENTITY, 0, 1, WeightEnsemble.GAUSSIAN, depth);
      FiniteWidthMoments m = FiniteWidthMoments.of(s, 30);
      GaussianProduct.FiniteWidth expected = new GaussianProduct(depth).atWidth(30);
      assertThat(m.second()).isCloseTo(expected.second(), within(1e-12 * expected.second()));
      assertThat(m.squaredMean()).isCloseTo(expected.squaredFirst(), within(1e-12));
      assertThat(m.mean()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({ // numpy 2, N = 6, L = 4, 40,000 networks with inputs and masks of their own
    "IDENTITY, GAUSSIAN, 1.7157, 0.0212, 7.8697, 0.1113",
    "RELU, GAUSSIAN, 5.2781, 0.2344, 29.3365, 1.3679",
    "IDENTITY, ORTHOGONAL, 1, 1e-12, 1, 1e-12",
    "RELU, ORTHOGONAL, 2.1529, 0.0235, 7.9193, 0.0638"
  })
  void smallNetworks(
      Nonlinearity f,
      WeightEnsemble weights,
      double squaredMean,
      double squaredError,
      double second,
      double secondError) {
    FiniteWidthMoments m =
        FiniteWidthMoments.of(JacobianSpectrumTest.critical(f, 0, 1, weights, 4), 6);
    // Four standard errors of the draws.
    assertThat(m.squaredMean()).isCloseTo(squaredMean, within(4 * squaredError));
    assertThat(m.second()).isCloseTo(second, within(4 * secondError));
  }

  @Test
  void wideNetworksReachTheLimit() {
    JacobianSpectrum s =
        JacobianSpectrumTest.critical(Nonlinearity.TANH, 0, .1, WeightEnsemble.ORTHOGONAL, 10);
    FiniteWidthMoments m = FiniteWidthMoments.of(s, 1_000_000);
    assertThat(m.relativeVariance()).isCloseTo(s.relativeVariance(), within(1e-5));
    // Per layer (μ₂/μ₁² − 1)·m₂/N to first order.
    assertThat(m.meanDeviation()).isBetween(5e-4, 8e-4);
  }
}
