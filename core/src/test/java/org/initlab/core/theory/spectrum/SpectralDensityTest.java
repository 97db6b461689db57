package org.initlab.core.theory.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Densities against the laws that have closed forms, and against the moments. */
class SpectralDensityTest {
  private static void requireDensity(
      JacobianSpectrum s, double from, double to, DoubleUnaryOperator expected) {
    double[] lambda = new double[41];
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = from + (to - from) * (i + 0.5) / lambda.length;
    }
    double[] density = s.density(lambda);
    for (int i = 0; i < lambda.length; i++) {
      double value = expected.applyAsDouble(lambda[i]);
      assertThat(density[i]).as("at %s", lambda[i]).isCloseTo(value, within(1e-10 * value));
    }
    assertThat(s.density(new double[] {to * 1.001})[0]).isZero();
    if (from > 0) assertThat(s.density(new double[] {from * 0.999})[0]).isZero();
    // In any order.
    double[] reversed = s.density(new double[] {lambda[3], lambda[30]});
    assertThat(reversed[0]).isCloseTo(density[3], within(1e-10 * density[3]));
    assertThat(reversed[1]).isCloseTo(density[30], within(1e-10 * density[30]));
  }

  @Test
  void oneGaussianLayerIsMarchenkoPastur() {
    JacobianSpectrum s =
        JacobianSpectrumTest.critical(Nonlinearity.IDENTITY, 0, 1, WeightEnsemble.GAUSSIAN, 1);
    requireDensity(s, 0, 4, l -> Math.sqrt(l * (4 - l)) / (2 * Math.PI * l));
    // σ_w² = 2, half of the rows: (1 ∓ √½)² on the scale 2, mass ½.
    JacobianSpectrum relu =
        JacobianSpectrumTest.critical(Nonlinearity.RELU, 0, 1, WeightEnsemble.GAUSSIAN, 1);
    double low = 2 * Math.pow(1 - Math.sqrt(0.5), 2);
    double high = 2 * Math.pow(1 + Math.sqrt(0.5), 2);
    assertThat(relu.smallest()).isCloseTo(low, within(1e-12));
    requireDensity(relu, low, high, l -> Math.sqrt((l - low) * (high - l)) / (2 * Math.PI * 2 * l));
  }

  @Test
  void twoOrthogonalLayersAreAPairOfFreeProjections() {
    // Voiculescu: √(λ(4p(1−p) − λ))/(2πλ(1−λ)) and an atom of 2p − 1 at 1.
    for (double q : new double[] {0.2, 1.5}) {
      JacobianSpectrum s =
          JacobianSpectrum.of(Nonlinearity.HARD_TANH, 0, 1, q, WeightEnsemble.ORTHOGONAL, 2);
      double p = s.slopes().massAtLargest();
      double edge = 4 * p * (1 - p);
      assertThat(s.massAtLargest()).isCloseTo(2 * p - 1, within(1e-15));
      assertThat(s.largest()).isEqualTo(1);
      assertThat(s.continuousUpperEdge()).isCloseTo(edge, within(1e-12));
      requireDensity(s, 0, edge, l -> Math.sqrt(l * (edge - l)) / (2 * Math.PI * l * (1 - l)));
    }
  }

  @Test
  void productsOfGaussianMatricesFollowFussAndCatalan() {
    // λ = sin^(L+1)((L+1)t)/(sin t · sin^L(Lt)), density sin²t sin^(L−1)(Lt)/(π sin^L((L+1)t)),
    // 0 < t < π/(L+1) (Biane; Haagerup and Möller 2013).
    for (int depth : new int[] {2, 5, 50}) {
      JacobianSpectrum s =
          JacobianSpectrumTest.critical(
              Nonlinearity.IDENTITY, 0, 1, WeightEnsemble.GAUSSIAN, depth);
      for (double share : new double[] {0.02, 0.3, 0.6, 0.9}) {
        double t = share * Math.PI / (depth + 1);
        double top = Math.sin((depth + 1) * t);
        double side = Math.sin(depth * t);
        double lambda = Math.pow(top, depth + 1) / (Math.sin(t) * Math.pow(side, depth));
        double density =
            Math.pow(Math.sin(t), 2) * Math.pow(side, depth - 1) / (Math.PI * Math.pow(top, depth));
        assertThat(s.density(new double[] {lambda})[0])
            .as("L = %s, t = %s", depth, t)
            .isCloseTo(density, within(1e-9 * density));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, 1, GAUSSIAN, 3, 1e-9",
    "RELU, 1, ORTHOGONAL, 2, 1e-9",
    "RELU, 1, ORTHOGONAL, 3, 1e-9",
    "HARD_TANH, .3, ORTHOGONAL, 10, 1e-9",
    "LEAKY_RELU, 1, ORTHOGONAL, 5, 1e-9",
    "LEAKY_RELU, 1, GAUSSIAN, 2, 1e-9",
    "TANH, .015625, ORTHOGONAL, 100, 1e-3",
    "TANH, .015625, ORTHOGONAL, 1024, 1e-3",
    "TANH, .1, ORTHOGONAL, 5, 1e-3",
    "TANH, 1, GAUSSIAN, 2, 1e-3",
    "ERF, .5, ORTHOGONAL, 20, 1e-3",
    "SIGMOID, 4, ORTHOGONAL, 3, 1e-3"
  })
  void massAndMomentsAreThoseOfTheDensity(
      Nonlinearity f, double q, WeightEnsemble weights, int depth, double error) {
    JacobianSpectrum s = JacobianSpectrumTest.critical(f, 0.3, q, weights, depth);
    // Chebyshev's rule in ln λ, which takes the edges' square roots; mass below is e^(−400/L).
    int n = 4000;
    double high = Math.log(s.continuousUpperEdge());
    double low = Math.max(Math.log(s.smallest()), high - 400);
    double[] lambda = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = Math.PI * (i + 0.5) / n;
      lambda[i] = Math.exp(low + (high - low) * (1 - Math.cos(angle)) / 2);
      weight[i] = (high - low) / 2 * Math.sin(angle) * Math.PI / n * lambda[i];
    }
    double[] density = s.density(lambda);
    double top = s.massAtLargest();
    double mass = s.massAtZero() + top;
    double mean = top * s.largest();
    double second = top * s.largest() * s.largest();
    for (int i = 0; i < n; i++) {
      mass += weight[i] * density[i];
      mean += weight[i] * density[i] * lambda[i];
      second += weight[i] * density[i] * lambda[i] * lambda[i];
    }
    // Smooth activations: the lower tail that is left out has λ·density below 1e-4.
    assertThat(mass).isCloseTo(1, within(error));
    assertThat(mean).isCloseTo(1, within(error));
    assertThat(second).isCloseTo(s.moment(2), within(error * s.moment(2)));
  }

  @Test
  void singularValuesHaveTheDensityOfTheirSquares() {
    JacobianSpectrum s =
        JacobianSpectrumTest.critical(Nonlinearity.IDENTITY, 0, 1, WeightEnsemble.GAUSSIAN, 1);
    // The quarter circle law.
    double[] density = s.singularValueDensity(new double[] {0.5, 1.9, 1.2});
    assertThat(density[0]).isCloseTo(Math.sqrt(4 - 0.25) / Math.PI, within(1e-12));
    assertThat(density[1]).isCloseTo(Math.sqrt(4 - 3.61) / Math.PI, within(1e-12));
    assertThat(density[2]).isCloseTo(Math.sqrt(4 - 1.44) / Math.PI, within(1e-12));
  }
}
