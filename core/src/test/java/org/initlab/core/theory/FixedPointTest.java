package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fixed points against tables computed with numpy (trapezoid, step 0.005, Newton) and checked at
 * single points with 25-digit mpmath. Printed digits: q*, χ₁, c* and the slope to 1e-12, depth
 * scales to the digits shown.
 */
class FixedPointTest {
  private static FixedPoint solve(Nonlinearity f, double sigmaW, double sigmaB) {
    return MeanField.of(f, 0, sigmaW, sigmaB).fixedPoint();
  }

  // Printed to 12 decimals: off by half a unit, 5e-13, and 1e-12 for its own rounding.
  private static final double DIGITS = 2e-12;

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.1, 0.013220970215, 0.243678484691, 0.6955637025, 1.000000000000, 0.243678484691, 0.708262645",
    "0.9, 0.1, 0.040216514302, 0.752654395374, 2.7857582447, 1.000000000000, 0.752654395374, 3.519278807",
    "1, 0.1, 0.077775492500, 0.876243771312, 3.7199882023, 1.000000000000, 0.876243771312, 7.569395327",
    "1, 0.3, 0.276299192872, 0.700258146603, 1.3371272335, 1.000000000000, 0.700258146603, 2.806574550",
    "1.05, 0.05, 0.074154593252, 0.971215909938, 6.2414444957, 1.000000000000, 0.971215909938, 34.238980527",
    "1.1, 0, 0.112749885865, 1.010189364303, 5.5851727525, 0.000000000000, 0.995006456999, 199.758196743",
    "1.3, 0, 0.408983225651, 1.064369171029, 2.1723442068, 0.000000000000, 0.971008269919, 33.990143205",
    "1.3, 0.3, 0.607046791909, 0.939807428682, 1.3376676425, 1.000000000000, 0.939807428682, 16.108172743",
    "1.5, 0, 0.793354042607, 1.139323224985, 1.4623407367, 0.000000000000, 0.943029975640, 17.048202796",
    "1.5, 0.05, 0.798387114308, 1.136707784096, 1.4506225445, 0.052086236372, 0.940140496924, 16.200641688",
    "1.5, 0.3, 0.960844279740, 1.060981264141, 1.1674993327, 0.766753297253, 0.951029557592, 19.916297227",
    "2, 0, 2.121473568203, 1.362673337522, 0.9043748766, 0.000000000000, 0.882215388740, 7.979632921",
    "2, 0.3, 2.253753376228, 1.327070391015, 0.8508268427, 0.263894780316, 0.860350671850, 6.648263613",
    "2.5, 0, 3.960961232661, 1.606974970023, 0.7065529376, 0.000000000000, 0.838351756541, 5.671586467",
    "2.5, 0.3, 4.079123875282, 1.585224765006, 0.6883414572, 0.122103747306, 0.822229172724, 5.108918989",
    "3, 0.3, 6.416247008104, 1.844483737707, 0.5944231996, 0.068364487295, 0.795810875949, 4.378404207",
    "4, 0, 12.500601010096, 2.376801583779, 0.4931120127, 0.000000000000, 0.765362080659, 3.739628387",
    "4, 0.3, 12.604149497844, 2.367261035546, 0.4902947451, 0.029695921580, 0.759743605012, 3.639351022"
  })
  void tanh(
      double sigmaW,
      double sigmaB,
      double qStar,
      double chi1,
      double xiQ,
      double cStar,
      double chiC,
      double xiC) {
    FixedPoint p = solve(Nonlinearity.TANH, sigmaW, sigmaB);
    assertThat(p.qStar()).isCloseTo(qStar, within(DIGITS));
    assertThat(p.chi1()).isCloseTo(chi1, within(DIGITS));
    assertThat(p.xiQ()).isCloseTo(xiQ, within(1.1e-10));
    assertThat(p.cStar()).isCloseTo(cStar, within(1e-10));
    assertThat(p.chiC()).isCloseTo(chiC, within(1e-10));
    // dξ = ξ² dχ/χ: 1e-10 of χ at ξ = 200 is 4e-6; the table has 9 decimals.
    assertThat(p.xiC()).isCloseTo(xiC, within(1e-9 + 1e-10 * xiC * xiC));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.193592520245, 0.759031647185, 1.000000000000, 1.747626243, 3.62697562",
    "1.2, 0.269902009681, 0.845166427801, 1.000000000000, 1.808783072, 5.94453576",
    "1.4, 0.364884272997, 0.911032677388, 1.000000000000, 1.739999943, 10.73231840",
    "1.5, 0.418037200533, 0.938636268199, 1.000000000000, 1.682828389, 15.79099403",
    "1.6, 0.474251650443, 0.963686500191, 1.000000000000, 1.620755803, 27.03488575",
    "1.7, 0.533075627947, 0.986740809026, 1.000000000000, 1.558254014, 74.91827050",
    "1.75, 0.563345628193, 0.997656421451, 1.000000000000, 1.527698257, 426.19768516",
    "1.8, 0.594132171996, 1.008223144383, 0.950410546393, 1.497883794, 125.78409386",
    "1.9, 0.657111853584, 1.028451961314, 0.838201487339, 1.440946375, 39.35187546",
    "2, 0.721761872652, 1.047665999576, 0.744082419501, 1.387975748, 25.21341479",
    "2.25, 0.889424917282, 1.092337929486, 0.567224926759, 1.272974668, 15.11708645",
    "2.5, 1.063958377417, 1.133515698704, 0.446804232344, 1.179872916, 11.79559752",
    "3, 1.428008462196, 1.208934424061, 0.299317641815, 1.041460695, 9.05145573",
    "3.5, 1.806506183445, 1.277976483628, 0.216312668575, 0.944645489, 7.76833617",
    "4, 2.195493928034, 1.342402414445, 0.165064962022, 0.873293372, 6.98027353"
  })
  void tanhOnTheLineOfSchoenholzsHeatMap(
      double weightVariance, double qStar, double chi1, double cStar, double xiQ, double xiC) {
    FixedPoint p = solve(Nonlinearity.TANH, Math.sqrt(weightVariance), Math.sqrt(0.05));
    assertThat(p.qStar()).isCloseTo(qStar, within(DIGITS));
    assertThat(p.chi1()).isCloseTo(chi1, within(DIGITS));
    assertThat(p.cStar()).isCloseTo(cStar, within(1e-10));
    assertThat(p.xiQ()).isCloseTo(xiQ, within(1e-9));
    assertThat(p.xiC()).isCloseTo(xiC, within(1e-8 + 1e-11 * xiC * xiC));
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.1, .0406931316, .7556883233, 1, 3.56981886",
    "1, 0.3, .3693531915, .8089299834, 1, 4.71602652",
    "1.3, 0.3, .8053181475, 1.0473096963, .8292435489, 24.05414751",
    "2, 0, 2.5114980217, 1.5323844845, 0, 5.96210555",
    "2.5, 0.3, 4.5554616873, 1.8150666652, .0931788635, 4.23849091",
    "4, 0.3, 13.3441079700, 2.7626428786, .0255313393, 3.26210198"
  })
  void erf(double sigmaW, double sigmaB, double qStar, double chi1, double cStar, double xiC) {
    FixedPoint p = solve(Nonlinearity.ERF, sigmaW, sigmaB);
    assertThat(p.qStar()).isCloseTo(qStar, within(1e-10));
    assertThat(p.chi1()).isCloseTo(chi1, within(1e-10));
    assertThat(p.cStar()).isCloseTo(cStar, within(1e-10));
    assertThat(p.xiC()).isCloseTo(xiC, within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({ // mpmath, 40 digits: q*, χ₁ − 1, 1 − c*, ξ_c
    "1.2346725058390207, 0.6904479041452418, 7.2858662956126e-4, 2.87950150113e-3, 1375.3412092386",
    "1.2336825058390208, 0.6887880234292201, 7.288451049609e-6, 2.8844893806124e-5, 137206.18291665",
    "1.2336726058390208, 0.688771437003408, 7.2884769520244e-8, 2.8845393208704e-7, 13720290.426393"
  })
  void besideTheCriticalLineDigitsAreKept(
      double sigmaW, double qStar, double chiMinusOne, double oneMinusC, double xiC) {
    FixedPoint p = solve(Nonlinearity.ERF, sigmaW, 0.3);
    assertThat(p.qStar()).isCloseTo(qStar, within(1e-14));
    assertThat(p.chi1() - 1).isCloseTo(chiMinusOne, within(1e-14));
    // χ₁ − 1 = (1 − c*)·D'(1) to first order, D' = 1/4 here: rounding of χ₁, times four.
    assertThat(1 - p.cStar()).isCloseTo(oneMinusC, within(4e-14));
    // dξ = ξ² dχ.
    assertThat(p.xiC()).isCloseTo(xiC, within(4e-15 * xiC * xiC + 1e-9));
  }

  @Test
  void hardTanh() {
    FixedPoint p = solve(Nonlinearity.HARD_TANH, 1.5, 0);
    assertThat(p.qStar()).isCloseTo(1.2625617036, within(1e-10));
    assertThat(p.chi1()).isCloseTo(1.4096613686, within(1e-10));
    assertThat(p.cStar()).isCloseTo(0, within(1e-10));
    FixedPoint r = solve(Nonlinearity.HARD_TANH, 2, 0.3);
    assertThat(r.qStar()).isCloseTo(2.8777719611, within(1e-10));
    assertThat(r.chi1()).isCloseTo(1.7778526659, within(1e-10));
    assertThat(r.cStar()).isBetween(0.0, 1.0);
    MeanField field = MeanField.of(Nonlinearity.HARD_TANH, 0, 2, 0.3);
    assertThat(field.nextCorrelation(r.qStar(), r.cStar())).isCloseTo(r.cStar(), within(1e-12));
  }

  @Test
  void piecewiseLinear() {
    // q* = σ_b²/(1 − σ_w²(1 + α²)/2).
    FixedPoint relu = solve(Nonlinearity.RELU, 1.2, 0.3);
    assertThat(relu.qStar()).isCloseTo(0.09 / 0.28, within(1e-15));
    assertThat(relu.chi1()).isCloseTo(0.72, within(1e-15));
    assertThat(relu.cStar()).isEqualTo(1);
    assertThat(relu.xiC()).isCloseTo(-1 / Math.log(0.72), within(1e-12));
    assertThat(relu.xiQ()).isCloseTo(-1 / Math.log(0.72), within(1e-12));
    FixedPoint leaky = MeanField.of(Nonlinearity.LEAKY_RELU, 0.2, 1, 0.5).fixedPoint();
    assertThat(leaky.qStar()).isCloseTo(0.25 / 0.48, within(1e-15));
    FixedPoint linear = solve(Nonlinearity.IDENTITY, 0.5, 1);
    assertThat(linear.qStar()).isCloseTo(4 / 3.0, within(1e-15));
    assertThat(solve(Nonlinearity.CRELU, 1.2, 0.3)).isEqualTo(relu);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GELU", "SILU", "SIGMOID"})
  void activationsWithoutAClosedFormSatisfyTheirOwnEquations(String name) {
    MeanField field = MeanField.of(Nonlinearity.valueOf(name), 0, 1.3, 0.2);
    FixedPoint p = field.fixedPoint();
    assertThat(field.nextVariance(p.qStar())).isCloseTo(p.qStar(), within(1e-14));
    assertThat(p.chi1()).isEqualTo(field.slope(p.qStar(), 1));
    assertThat(p.cStar()).isEqualTo(1);
    assertThat(p.phase()).isEqualTo(FixedPoint.Phase.ORDERED);
  }

  @Test
  void aNetworkBelowTheOriginsThresholdHasNoSignal() {
    FixedPoint p = solve(Nonlinearity.TANH, 0.9, 0);
    assertThat(p.qStar()).isZero();
    assertThat(p.chi1()).isCloseTo(0.81, within(1e-15));
    assertThat(p.cStar()).isEqualTo(1);
    assertThat(p.xiQ()).isCloseTo(-1 / Math.log(0.81), within(1e-12));
    assertThat(solve(Nonlinearity.GELU, 1.5, 0).qStar()).isZero();
    assertThat(solve(Nonlinearity.ERF, 0.8, 0).qStar()).isZero();
    assertThat(solve(Nonlinearity.HARD_TANH, 1, 0).qStar()).isZero();
  }

  @Test
  void phasesAndGradientScale() {
    assertThat(solve(Nonlinearity.TANH, 0.9, 0.1).phase()).isEqualTo(FixedPoint.Phase.ORDERED);
    assertThat(solve(Nonlinearity.TANH, 1.5, 0.1).phase()).isEqualTo(FixedPoint.Phase.CHAOTIC);
    CriticalLine.Point p =
        CriticalLine.atSigmaB(DualActivation.of(Nonlinearity.TANH, 0), Math.sqrt(0.05));
    FixedPoint critical = solve(Nonlinearity.TANH, p.sigmaW(), p.sigmaB());
    assertThat(critical.phase()).isEqualTo(FixedPoint.Phase.CRITICAL);
    // c* is a double root there: rounding of 1e-15 moves it by 3e-8 and χ(c*) as much.
    assertThat(critical.xiC()).isGreaterThan(1e7);
    assertThat(solve(Nonlinearity.TANH, 2, 0.3).xiGradient())
        .isCloseTo(1 / Math.log(1.327070391015), within(1e-10));
  }

  @Test
  void nearTheCriticalLineNewtonFindsWhereIterationStopsShort() {
    // 300 iterations with tolerance 1e-6 end at ξ_c = 124.2 and 112.5 (public reproduction
    // ghliu/mean-field-fcdnn); the true values: 25-digit mpmath.
    double b = Math.sqrt(0.05);
    assertThat(solve(Nonlinearity.TANH, Math.sqrt(1.7347), b).xiC()).isCloseTo(176.61, within(0.5));
    assertThat(solve(Nonlinearity.TANH, Math.sqrt(1.7959), b).xiC()).isCloseTo(139.81, within(0.5));
  }

  @Test
  void whatDivergesIsSaid() {
    assertThatThrownBy(() -> solve(Nonlinearity.RELU, 2, 0.1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "q diverges: the length map is q' = 2.0·q + "
                + 0.1 * 0.1
                + ", whose slope must be below 1 for a fixed point; take a smaller sigma_w");
    assertThatThrownBy(() -> solve(Nonlinearity.IDENTITY, 1, 0.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("q diverges");
    assertThatThrownBy(() -> solve(Nonlinearity.RELU, Math.sqrt(2), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("every q is a fixed point");
    assertThatThrownBy(() -> solve(Nonlinearity.GELU, 2, 0.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("q diverges: the length map q' = 4.0·E φ² + 0.25 has no fixed");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aSigmaWOutsideTheDomainIsRefused(double sigmaW) {
    assertThatThrownBy(() -> MeanField.of(Nonlinearity.TANH, 0, sigmaW, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("sigma_w must be positive and finite, was " + sigmaW);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aSigmaBOutsideTheDomainIsRefused(double sigmaB) {
    assertThatThrownBy(() -> MeanField.of(Nonlinearity.TANH, 0, 1, sigmaB))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("sigma_b must be finite and not negative, was " + sigmaB);
  }

  @Test
  void argumentsOfTheMapsAreChecked() {
    MeanField field = MeanField.of(Nonlinearity.TANH, 0, 1.5, 0.1);
    assertThatThrownBy(() -> field.nextCorrelation(0, 0.5)).hasMessageContaining("q*");
    assertThatThrownBy(() -> field.nextCorrelation(1, 1.1))
        .hasMessage("c must be in -1..1, was 1.1");
    assertThatThrownBy(() -> field.nextVariance(-1)).hasMessageContaining("q must be");
    assertThatThrownBy(() -> field.nextVariance(1e9))
        .hasMessage("the variance q of a pre-activation must be in 0..1500000.0, was 1.0E9");
  }
}
