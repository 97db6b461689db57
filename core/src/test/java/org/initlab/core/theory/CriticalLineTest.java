package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The edge of chaos against tables computed with numpy and checked with mpmath. */
class CriticalLineTest {
  private static final DualActivation TANH = DualActivation.of(Nonlinearity.TANH, 0);

  @ParameterizedTest
  @CsvSource({
    "1e-6, .0092503889228, 1.01825261851",
    "2e-5, .0258735383206, 1.04991163197",
    "1e-4, .0457090786953, 1.0860262925",
    "1e-3, .107292356148, 1.18918958523",
    "0.01, .273300913458, 1.42420529049",
    "0.05, .570047881641, 1.76095463961",
    "0.09, .76347476691, 1.94765463171",
    "0.1, .805799181913, 1.98607264114",
    "0.2, 1.16449628746, 2.28515247372",
    "0.25, 1.31793899897, 2.40148923511"
  })
  void tanhAtABiasVariance(double biasVariance, double qStar, double weightVariance) {
    CriticalLine.Point p = CriticalLine.atSigmaB(TANH, Math.sqrt(biasVariance));
    assertThat(p.qStar()).isCloseTo(qStar, within(1e-11));
    assertThat(p.weightVariance()).isCloseTo(weightVariance, within(1e-11));
    assertThat(p.biasVariance()).isCloseTo(biasVariance, within(1e-16));
    assertThat(MeanField.of(Nonlinearity.TANH, 0, p.sigmaW(), p.sigmaB()).fixedPoint().chi1())
        .isCloseTo(1, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({
    ".00503735713146, 1.01, 1.65435499586e-7",
    ".0259209482113, 1.05, 2.01052133883e-5",
    ".0536282631918, 1.1, 1.5569168688e-4",
    ".146888670013, 1.25, .00223197633566",
    ".334152798425, 1.5, .0158178774218",
    ".821354426504, 2, .103779805213",
    "1.45393890422, 2.5, .297403783873",
    "2.22971156801, 3, .612497747947",
    ".0625, 1.11538062436, 2.36876750598e-4",
    ".025, 1.04828156625, 1.81238003084e-5",
    ".015625, 1.0305575108, 4.65133e-6",
    ".1, 1.17756909616, 8.32280425e-4"
  })
  void tanhAtAVariance(double qStar, double weightVariance, double biasVariance) {
    CriticalLine.Point p = CriticalLine.atVariance(TANH, qStar);
    assertThat(p.weightVariance()).isCloseTo(weightVariance, within(1e-10));
    // 6 printed digits at worst.
    assertThat(p.biasVariance()).isCloseTo(biasVariance, within(1e-11 + 1e-6 * biasVariance));
  }

  @ParameterizedTest
  @CsvSource({
    ".1, 1.001567856584, 1.34882207e-4",
    ".15, 1.009920728547, 1.2125917648e-3",
    ".2, 1.026006514077, 4.0451809e-3",
    ".3, 1.072833778532, .0157203863",
    ".5, 1.186660803415, .0596350948",
    "1, 1.464794773492, .2440801317"
  })
  void hardTanh(double qStar, double weightVariance, double biasVariance) {
    DualActivation hardTanh = DualActivation.of(Nonlinearity.HARD_TANH, 0);
    CriticalLine.Point p = CriticalLine.atVariance(hardTanh, qStar);
    assertThat(p.weightVariance()).isCloseTo(weightVariance, within(1e-12));
    assertThat(p.biasVariance()).isCloseTo(biasVariance, within(1e-10));
    CriticalLine.Point back = CriticalLine.atSigmaB(hardTanh, p.sigmaB());
    assertThat(back.weightVariance()).isCloseTo(weightVariance, within(1e-9));
  }

  @Test
  void withoutBiasTheLineStartsAtTheSlopeOfTheOrigin() {
    assertThat(CriticalLine.atSigmaB(TANH, 0).sigmaW()).isEqualTo(1);
    DualActivation erf = DualActivation.of(Nonlinearity.ERF, 0);
    assertThat(CriticalLine.atSigmaB(erf, 0).sigmaW()).isCloseTo(0.886226925, within(1e-9));
    assertThat(CriticalLine.atSigmaB(erf, 0).qStar()).isZero();
  }

  @Test
  void smallVariancesFollowTheExpansion() {
    // σ_w² ≈ 1 + 2q − 3q², σ_b² ≈ (4/3)q³; the next terms are of order q³ and q⁴.
    CriticalLine.Point p = CriticalLine.atVariance(TANH, 1e-3);
    assertThat(p.weightVariance()).isCloseTo(1 + 2e-3 - 3e-6, within(2e-8));
    assertThat(p.biasVariance()).isCloseTo(4e-9 / 3, within(2e-11));
  }

  @Test
  void aSigmoidHasALineTooAndWithoutBias() {
    DualActivation sigmoid = DualActivation.of(Nonlinearity.SIGMOID, 0);
    CriticalLine.Point p = CriticalLine.atSigmaB(sigmoid, 0);
    FixedPoint f = MeanField.of(Nonlinearity.SIGMOID, 0, p.sigmaW(), 0).fixedPoint();
    assertThat(f.qStar()).isCloseTo(p.qStar(), within(1e-8 * p.qStar()));
    assertThat(f.chi1()).isCloseTo(1, within(1e-10));
  }

  @ParameterizedTest
  @EnumSource(
      value = Nonlinearity.class,
      names = {"GELU", "SILU"})
  void whereTheOnlyCriticalFixedPointIsUnstableThereIsNone(Nonlinearity function) {
    DualActivation f = DualActivation.of(function, 0);
    // E φφ'' > 0 at small q: the length map is steeper than the correlation map.
    assertThat(CriticalLine.find(f, 0.1)).isEmpty();
    assertThat(CriticalLine.find(f, 0)).isEmpty();
    assertThatThrownBy(() -> CriticalLine.atSigmaB(f, 0.1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("no sigma_w is critical at sigma_b = 0.1: chi_1 is 1 at sigma_w")
        .hasMessageEndingWith("a fixed point where signals do not stay");
    CriticalLine.Point p = CriticalLine.atSigmaB(f, 1);
    FixedPoint at = MeanField.of(function, 0, p.sigmaW(), 1).fixedPoint();
    assertThat(at.chi1()).isCloseTo(1, within(1e-10));
  }

  @Test
  void aPiecewiseLinearActivationHasAPointAndNoLine() {
    DualActivation leaky = DualActivation.of(Nonlinearity.LEAKY_RELU, 0.1);
    assertThatThrownBy(() -> CriticalLine.atSigmaB(leaky, 0.1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "a piecewise linear activation has one critical point, sigma_w = "
                + Math.sqrt(2 / 1.01)
                + " and sigma_b = 0; sigma_b was 0.1");
    assertThatThrownBy(() -> CriticalLine.atSigmaB(leaky, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("critical at sigma_w = " + Math.sqrt(2 / 1.01));
    assertThatThrownBy(() -> CriticalLine.atSigmaB(TANH, -1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sigma_b");
    assertThatThrownBy(() -> CriticalLine.atVariance(TANH, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("q*");
  }
}
