package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gaussian expectations: closed forms against quadrature, quadrature against mpmath and numpy. */
class DualActivationTest {
  private static final double[] VARIANCES = {1e-6, 0.01, 0.3, 1, 4.079, 12.604, 60};
  private static final double[] CORRELATIONS = {-1, -0.7, -0.1, 0, 0.3, 0.9, 0.999, 1};

  @Test
  void theGenericSolverAgreesWithErfsClosedForms() {
    DualActivation exact = new ErfDual();
    DualActivation generic = new SmoothDual(Nonlinearity.ERF);
    for (double q : VARIANCES) {
      assertThat(generic.second(q)).isCloseTo(exact.second(q), within(1e-13));
      assertThat(generic.secondSlope(q)).isCloseTo(exact.secondSlope(q), within(1e-12));
      assertThat(generic.derivativeSecond(q)).isCloseTo(exact.derivativeSecond(q), within(1e-13));
      for (double c : CORRELATIONS) {
        assertThat(generic.correlation(q, c))
            .as("q = %s, c = %s", q, c)
            .isCloseTo(exact.correlation(q, c), within(1e-13));
        assertThat(generic.derivativeCorrelation(q, c))
            .as("q = %s, c = %s", q, c)
            .isCloseTo(exact.derivativeCorrelation(q, c), within(1e-13));
      }
    }
    assertThat(generic.slopeAtZero()).isCloseTo(exact.slopeAtZero(), within(1e-15));
  }

  @Test
  void theGenericSolverAgreesWithTheIdentity() {
    DualActivation exact = new PiecewiseLinearDual(1);
    DualActivation generic = new SmoothDual(Nonlinearity.IDENTITY);
    for (double q : VARIANCES) {
      assertThat(generic.second(q)).isCloseTo(q, within(1e-14 * q));
      assertThat(exact.second(q)).isEqualTo(q);
      for (double c : CORRELATIONS) {
        assertThat(generic.correlation(q, c)).isCloseTo(q * c, within(1e-14 * q));
        assertThat(exact.correlation(q, c)).isCloseTo(q * c, within(1e-15 * q));
        assertThat(exact.derivativeCorrelation(q, c)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({ // mpmath, 25 digits: q, E φ², E φ'², d E φ²/dq
    "GELU, 0.01, 0.002546963494577496, 0.2562413188288774, 0.25931565793921",
    "GELU, 0.5, 0.1895565418322276, 0.4072479685443648, 0.44788724670423",
    "GELU, 1, 0.4252214825702987, 0.4558508656492871, 0.48648024872828",
    "GELU, 7, 3.440382599864061, 0.5106602557005887, 0.50286958842148",
    "SILU, 0.01, 0.002518595281558747, 0.2524752877687862, 0.25370373585545",
    "SILU, 0.5, 0.1585762495658272, 0.3347089583480499, 0.36588586868905",
    "SILU, 1, 0.3557755198173522, 0.3794823516328293, 0.41718025913172",
    "SILU, 7, 3.24703446292443, 0.4881653343290256, 0.50011142334962",
    "SIGMOID, 0.01, 0.2506218969358139, 0.06219020417837776, 0.06188156100304",
    "SIGMOID, 0.5, 0.2753766320063602, 0.05136251704070471, 0.041775867125294",
    "SIGMOID, 1, 0.293379035858093, 0.04483624135019437, 0.03119824197963",
    "SIGMOID, 7, 0.3740397449676089, 0.02313200253312358, 0.0064158800831752",
    "TANH, 0.01, 0.009805468755532406, 0.9806702434649815, 0.96162166790601",
    "TANH, 0.5, 0.2736763079367389, 0.5924257933717964, 0.32462999598887",
    "TANH, 1, 0.3942944903978412, 0.4644029024482682, 0.18179768814049",
    "TANH, 7, 0.7142865312028613, 0.1965989558055049, 0.018369929822237"
  })
  void oneVariable(String name, double q, double second, double derivative, double slope) {
    DualActivation f = DualActivation.of(Nonlinearity.valueOf(name), 0);
    assertThat(f.second(q)).isCloseTo(second, within(3e-15 * (1 + q)));
    assertThat(f.derivativeSecond(q)).isCloseTo(derivative, within(3e-15));
    assertThat(f.secondSlope(q)).isCloseTo(slope, within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({ // numpy 2: product trapezoid in z₁, z₂ with step 0.02 on [−9, 9]
    "TANH, 0.5, 0.3, 0.0793713288738867, 0.5323654518713121",
    "TANH, 2, -0.6, -0.2864769466149161, 0.2571728996331619",
    "TANH, 2, 0.95, 0.4861571855097916, 0.327873532243689",
    "SIGMOID, 0.5, 0.3, 0.25757228325628234, 0.0505344557598561",
    "SIGMOID, 2, -0.6, 0.20994056945884554, 0.0342394130658237",
    "SIGMOID, 2, 0.95, 0.31474090296753615, 0.03654509551573189",
    "SILU, 0.5, 0.3, 0.05198342038927511, 0.2749486765761014",
    "SILU, 2, -0.6, -0.10988917386715241, 0.1512702682226963",
    "SILU, 2, 0.95, 0.7570141218830523, 0.41598164500248125",
    // mpmath: nested adaptive quadrature split at the kinks
    "HARD_TANH, 0.5, 0.3, 0.10691115380286, 0.71795736742524",
    "HARD_TANH, 2, -0.6, -0.34083637539575, 0.31383363853964",
    "HARD_TANH, 1, 0, 0, 0.46606494267439"
  })
  void twoVariables(String name, double q, double c, double value, double derivative) {
    DualActivation f = DualActivation.of(Nonlinearity.valueOf(name), 0);
    assertThat(f.correlation(q, c)).isCloseTo(value, within(1e-13));
    assertThat(f.derivativeCorrelation(q, c)).isCloseTo(derivative, within(2e-13));
  }

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void theDifferenceIsThatOfTheSecondMoments(Nonlinearity function) {
    DualActivation f = DualActivation.of(function, 0.2);
    for (double q : new double[] {0.01, 0.7, 5, 80}) {
      for (double c : new double[] {-1, -0.5, 0, 0.3, 0.97, 1}) {
        assertThat(f.difference(q, c))
            .as("q = %s, c = %s", q, c)
            .isCloseTo(f.second(q) - f.correlation(q, c), within(1e-13 * (1 + q)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({ // mpmath, 20 digits: the trapezoid with step 0.08, and quadrature split at the kinks
    "TANH, 0.5, 0.2839684111125799",
    "TANH, 0.999999, 6.990160967920636e-7",
    "HARD_TANH, 0.5, 0.3620536934770543",
    "HARD_TANH, 0.999999, 1.04053231091305e-6"
  })
  void theDifferenceKeepsItsDigitsWhereInputsAreNearlyEqual(String name, double c, double value) {
    DualActivation f = DualActivation.of(Nonlinearity.valueOf(name), 0);
    // 1 − c has the rounding of c, 1e-16 of 1e-6; the quadrature of kinks 12 digits.
    double relative = c > 0.9 ? 3e-10 : 3e-12;
    assertThat(f.difference(2, c)).isCloseTo(value, within(relative * value));
  }

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void theEndsOfTheCorrelationAreMomentsOfOneVariable(Nonlinearity function) {
    DualActivation f = DualActivation.of(function, 0.2);
    for (double q : new double[] {0.01, 0.7, 5}) {
      double size = 1e-12 * (1 + q);
      assertThat(f.correlation(q, 1)).isCloseTo(f.second(q), within(size));
      assertThat(f.derivativeCorrelation(q, 1)).isCloseTo(f.derivativeSecond(q), within(size));
    }
    assertThat(f.second(0)).isCloseTo(f.atZero(), within(1e-15));
    assertThat(f.derivativeSecond(1e-14)).isCloseTo(f.slopeAtZero(), within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void slopesAreDerivatives(Nonlinearity function) {
    DualActivation f = DualActivation.of(function, 0.2);
    // Central differences with step 1e-4: 1e-8 of the third derivative, 1e-12 of rounding.
    double h = 1e-4;
    for (double q : new double[] {0.05, 0.7, 5}) {
      double dq = (f.second(q + h) - f.second(q - h)) / (2 * h);
      assertThat(f.secondSlope(q)).as("q = %s", q).isCloseTo(dq, within(2e-6));
      for (double c : new double[] {-0.8, 0, 0.5}) {
        double dc = (f.correlation(q, c + h) - f.correlation(q, c - h)) / (2 * h) / q;
        assertThat(f.derivativeCorrelation(q, c))
            .as("q = %s, c = %s", q, c)
            .isCloseTo(dc, within(2e-7));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({ // f(c) and f'(c) at σ_w² = 2: [√(1−c²) + (π − arccos c)c]/π, (π − arccos c)/π
    "-1, 0, 0",
    "-.5, .108997781044, .333333333333",
    "0, .318309886184, .5",
    ".25, .453309877845, .580430623255",
    ".1, .369902765903, .531884280429",
    ".5, .608997781044, .666666666667",
    ".75, .788002107552, .769946543837",
    ".9, .909538398845, .856433706871",
    ".99, .990300255733, .954946586356",
    "1, 1, 1"
  })
  void theCorrelationMapOfReluAtItsCriticalPoint(double c, double f, double slope) {
    MeanField field = MeanField.of(Nonlinearity.RELU, 0, Math.sqrt(2), 0);
    assertThat(field.nextCorrelation(3, c)).isCloseTo(f, within(1e-12));
    assertThat(field.slope(3, c)).isCloseTo(slope, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, .318309886184",
    "0, 2, .493731090200",
    "0, 3, .604825720113",
    "0, 5, .735946350628",
    "0, 10, .871535516022",
    "0, 20, .948428479156",
    "0, 50, .987861944937",
    "0, 100, .996423146684",
    "0, 1000, .999956870267",
    ".5, 1, .608997781044",
    ".5, 10, .897646729807",
    ".5, 100, .996552710861"
  })
  void reluForgetsAlgebraically(double start, int layers, double expected) {
    MeanField field = MeanField.of(Nonlinearity.RELU, 0, Math.sqrt(2), 0);
    double c = start;
    for (int l = 0; l < layers; l++) c = Math.min(1, field.nextCorrelation(1, c));
    assertThat(c).isCloseTo(expected, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({ // σ_b = 0.3
    "1.3, 1, .75635769, .67158062, .63638237, .62067849, .61344499, .6100639",
    "1.3, 4, 1.16359149, .80305966, .68955662, .64414412, .6242009, .61508011",
    "2.5, 1, 2.55434056, 3.60555954, 3.95939323, 4.05058035, 4.07241695, 4.07755333",
    "2.5, 12, 4.94656052, 4.25810507, 4.11985471, 4.08859143, 4.08133527, 4.07964099",
    "4, 1, 6.39871185, 11.33085409, 12.42567189, 12.5806979, 12.60109485, 12.60375207"
  })
  void lengthsOfPoolesFigure1(
      double sigmaW,
      double start,
      double q1,
      double q2,
      double q3,
      double q4,
      double q5,
      double q6) {
    MeanField field = MeanField.of(Nonlinearity.TANH, 0, sigmaW, 0.3);
    double q = start;
    for (double expected : new double[] {q1, q2, q3, q4, q5, q6}) {
      q = field.nextVariance(q);
      assertThat(q).isCloseTo(expected, within(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({ // σ_b = 0.3; l = 1, 5, 10, 20, 30
    "1.3, .2, .31133966, .59429327, .76433246, .90166699, .95309496",
    "1.3, .5, .55951326, .72045345, .82781439, .92386496, .96276815",
    "1.3, .8, .81773879, .87148714, .91384829, .95834584, .97877931",
    "2.5, .2, .18642077, .15179383, .13331609, .12369113, .12232801",
    "2.5, .5, .44424116, .28155295, .18407676, .1309859, .12336059",
    "2.5, .8, .74082259, .48764767, .27540763, .14469259, .12530998",
    "4, .2, .15994062, .07353146, .04081873, .03040902, .02974161",
    "4, .5, .40248117, .16172511, .06349289, .03186599, .02983498",
    "4, .8, .69508814, .30343522, .10161237, .03432922, .02999286"
  })
  void correlationsOfPoolesFigure2(
      double sigmaW, double start, double c1, double c5, double c10, double c20, double c30) {
    MeanField field = MeanField.of(Nonlinearity.TANH, 0, sigmaW, 0.3);
    double q = field.fixedPoint().qStar();
    double c = start;
    int[] layers = {1, 5, 10, 20, 30};
    double[] expected = {c1, c5, c10, c20, c30};
    int next = 0;
    for (int l = 1; l <= 30; l++) {
      c = field.nextCorrelation(q, c);
      if (l == layers[next]) assertThat(c).isCloseTo(expected[next++], within(1e-8));
    }
  }
}
