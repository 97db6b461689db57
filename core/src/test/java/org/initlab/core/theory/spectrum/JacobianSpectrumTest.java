package org.initlab.core.theory.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments, edges and atoms against closed forms and tables computed with numpy. */
class JacobianSpectrumTest {
  /** At criticality: σ_w² = 1/μ₁. */
  static JacobianSpectrum critical(
      Nonlinearity f, double slope, double q, WeightEnsemble weights, int depth) {
    double mean = SlopeLaw.of(f, slope, q).moment(1);
    return JacobianSpectrum.of(f, slope, 1 / mean, q, weights, depth);
  }

  @ParameterizedTest
  @CsvSource({ // m₂/m₁² − 1 per layer with orthogonal weights
    "TANH, .00503735713146, 1.932691467e-4",
    "TANH, .015625, .00168937025601",
    "TANH, .0258735383206, .00425491",
    "TANH, .0259209482113, .004268903248",
    "TANH, .0536282631918, .01495696322",
    "TANH, .1, .0397091225238",
    "TANH, .146888670013, .06876536515",
    "TANH, .334152798425, .1929083524",
    "TANH, .821354426504, .48763332",
    "TANH, 1, .583479941367",
    "HARD_TANH, .05, 7.74428e-6",
    "HARD_TANH, .1, .00156786",
    "HARD_TANH, .15, .00992073",
    "HARD_TANH, .2, .0260065",
    "HARD_TANH, .3, .0728338",
    "HARD_TANH, .5, .186661",
    "HARD_TANH, 1, .464795"
  })
  void relativeVariances(Nonlinearity f, double q, double perLayer) {
    for (int depth : new int[] {1, 20, 1000}) {
      JacobianSpectrum o = critical(f, 0, q, WeightEnsemble.ORTHOGONAL, depth);
      JacobianSpectrum g = critical(f, 0, q, WeightEnsemble.GAUSSIAN, depth);
      // Six printed digits at worst, half a unit of the last.
      double error = depth * (4e-6 * perLayer + 1e-12);
      assertThat(o.relativeVariance()).isCloseTo(depth * perLayer, within(error));
      assertThat(g.relativeVariance()).isCloseTo(depth * (1 + perLayer), within(error));
      assertThat(o.mean()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void tanhIsIsometricToFirstOrder() {
    // 8q² + O(q³).
    JacobianSpectrum s = critical(Nonlinearity.TANH, 0, 1e-3, WeightEnsemble.ORTHOGONAL, 1);
    assertThat(s.relativeVariance()).isCloseTo(8e-6, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, GAUSSIAN, 10, 28.531", "RELU, GAUSSIAN, 10, 54.411",
    "RELU, ORTHOGONAL, 10, 25.812", "IDENTITY, GAUSSIAN, 20, 55.719",
    "RELU, GAUSSIAN, 20, 108.754", "RELU, ORTHOGONAL, 20, 53.001",
    "IDENTITY, GAUSSIAN, 100, 273.186", "RELU, GAUSSIAN, 100, 543.661",
    "RELU, ORTHOGONAL, 100, 270.468"
  })
  void edgesOfPiecewiseLinearNetworks(
      Nonlinearity f, WeightEnsemble weights, int depth, double largest) {
    JacobianSpectrum s = critical(f, 0, 1, weights, depth);
    assertThat(s.largest()).isCloseTo(largest, within(6e-4));
    double p = f == Nonlinearity.RELU ? 0.5 : 1;
    double l = depth;
    double z =
        weights == WeightEnsemble.GAUSSIAN
            ? (-(l - 1) + Math.sqrt((l - 1) * (l - 1) + 4 * l * p)) / (2 * l)
            : p / (l * (1 - p) - 1);
    double layer = (z + p) / p / (weights == WeightEnsemble.GAUSSIAN ? 1 : 1 + z);
    double closedForm = (1 + z) / z * Math.pow(layer, l);
    assertThat(s.largest()).isCloseTo(closedForm, within(1e-11 * closedForm));
    assertThat(s.massAtZero()).isEqualTo(1 - p);
    assertThat(s.massAtLargest()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    ".015625, 20, 1.32276, ORTHOGONAL",
    ".015625, 50, 1.60244, ORTHOGONAL",
    ".015625, 100, 1.97168, ORTHOGONAL",
    ".015625, 200, 2.59477, ORTHOGONAL",
    ".025, 20, 1.53604, ORTHOGONAL",
    ".025, 50, 2.03813, ORTHOGONAL",
    ".025, 100, 2.73983, ORTHOGONAL",
    ".025, 200, 3.99306, ORTHOGONAL",
    ".0258735383206, 20, 1.55662, ORTHOGONAL",
    ".0258735383206, 50, 2.08141, ORTHOGONAL",
    ".0258735383206, 100, 2.81815, ORTHOGONAL",
    ".0258735383206, 200, 4.13940, ORTHOGONAL",
    ".1, 20, 3.63601, ORTHOGONAL",
    ".1, 50, 6.99877, ORTHOGONAL",
    ".1, 100, 12.46263, ORTHOGONAL",
    ".1, 200, 23.29965, ORTHOGONAL",
    ".5, 100, 82.363, ORTHOGONAL",
    ".015625, 20, 55.81, GAUSSIAN",
    ".015625, 100, 273.6, GAUSSIAN"
  })
  void edgesOfTanhNetworks(double q, int depth, double largest, WeightEnsemble weights) {
    JacobianSpectrum s = critical(Nonlinearity.TANH, 0, q, weights, depth);
    // Five decimals, two for the largest.
    assertThat(s.largest()).isCloseTo(largest, within(largest < 50 ? 6e-6 : 6e-2));
  }

  @Test
  void fewHardTanhLayersKeepAnAtomAtTheTop() {
    JacobianSpectrum s = critical(Nonlinearity.HARD_TANH, 0, .1, WeightEnsemble.ORTHOGONAL, 100);
    assertThat(s.largest()).isCloseTo(1.1696, within(5e-5));
    double p = 1 / (1 + .00156785666);
    assertThat(s.massAtLargest()).isCloseTo(1 - 100 * (1 - p), within(1e-6));
    assertThat(s.continuousUpperEdge()).isLessThan(s.largest());
    JacobianSpectrum linear = critical(Nonlinearity.IDENTITY, 0, 1, WeightEnsemble.ORTHOGONAL, 50);
    assertThat(linear.massAtLargest()).isEqualTo(1);
    assertThat(linear.largest()).isEqualTo(1);
    assertThat(linear.relativeVariance()).isZero();
  }

  @Test
  void momentsOfProductsOfGaussianMatricesAreFussCatalanNumbers() {
    // m_k = binomial((L+1)k, k)/(Lk + 1).
    double[][] expected = {{1, 2, 5, 14, 42}, {1, 3, 12, 55, 273}, {1, 4, 22, 140, 969}};
    for (int depth = 1; depth <= 3; depth++) {
      JacobianSpectrum s = critical(Nonlinearity.IDENTITY, 0, 1, WeightEnsemble.GAUSSIAN, depth);
      for (int k = 1; k <= 5; k++) {
        double value = expected[depth - 1][k - 1];
        assertThat(s.moment(k)).isCloseTo(value, within(1e-12 * value));
      }
    }
  }

  @Test
  void theFirstTwoMomentsFollowTheirClosedForms() {
    for (WeightEnsemble weights : WeightEnsemble.values()) {
      for (Nonlinearity f :
          new Nonlinearity[] {Nonlinearity.TANH, Nonlinearity.LEAKY_RELU, Nonlinearity.ERF}) {
        JacobianSpectrum s = JacobianSpectrum.of(f, 0.3, 1.3, 0.4, weights, 7);
        double m1 = s.mean();
        assertThat(s.moment(1)).isCloseTo(m1, within(1e-13 * m1));
        assertThat(s.moment(2) / (m1 * m1) - 1).isCloseTo(s.relativeVariance(), within(1e-11));
      }
    }
  }

  @Test
  void meanIsTheGrowthOfGradients() {
    CriticalLine.Point p =
        CriticalLine.atSigmaB(DualActivation.of(Nonlinearity.TANH, 0), Math.sqrt(0.05));
    JacobianSpectrum s =
        JacobianSpectrum.of(
            Nonlinearity.TANH, 0, p.weightVariance(), p.qStar(), WeightEnsemble.GAUSSIAN, 300);
    assertThat(s.mean()).isCloseTo(1, within(1e-11));
  }

  @Test
  void whatIsOutsideTheDomainIsRefused() {
    assertThatThrownBy(() -> SlopeLaw.of(Nonlinearity.GELU, 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was gelu");
    assertThatThrownBy(() -> critical(Nonlinearity.TANH, 0, 1, WeightEnsemble.GAUSSIAN, 0))
        .hasMessage("depth must be at least 1, was 0");
    assertThatThrownBy(
            () -> critical(Nonlinearity.RELU, 0, 1, WeightEnsemble.ORTHOGONAL, 1).density(null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("depth 2 or more");
    assertThatThrownBy(
            () ->
                critical(Nonlinearity.RELU, 0, 1, WeightEnsemble.GAUSSIAN, 2)
                    .density(new double[] {0}))
        .hasMessage("lambda must be positive and finite, was 0.0");
  }
}
