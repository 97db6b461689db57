package org.initlab.core.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailRateTest {
  /** ±d in turn has mean 0 and s = d√(n/(n−1)). */
  @Test
  void marginsOfBothSignsAreTakenAsNormal() {
    double[] margins = new double[10];
    for (int i = 0; i < 10; i++) margins[i] = i % 2 == 0 ? 0.25 : -0.25;
    TailRate tail = TailRate.of(margins);
    assertThat(tail.fit()).isEqualTo(TailRate.Fit.NORMAL);
    // 2·P(T₉ > 1/(0.25·√(10/9)·√1.1)), its density integrated with mpmath.
    assertThat(tail.rate()).isCloseTo(0.0055879649765318, within(1e-12));
  }

  @Test
  void marginsOfOneSignAreTakenAsTheLargestOfNormalOnes() {
    double[] margins = {0.1, 0.2, 0.3, 0.4, 0.5};
    TailRate tail = TailRate.of(margins);
    assertThat(tail.fit()).isEqualTo(TailRate.Fit.MAXIMUM);
    // Mean 0.3 and s = √0.025 are those of K = 2.05697, σ = 0.262669 (mpmath, quadrature and
    // secant).
    // The step of 0.005 is off in K by 2e-5, and the rate by as much of itself at most ten times.
    assertThat(tail.rate()).isCloseTo(2.89239886090482e-4, within(6e-8));
    double[] negative = {-0.1, -0.2, -0.3, -0.4, -0.5};
    assertThat(TailRate.of(negative)).isEqualTo(tail);
  }

  /** Of two |N(0, 1)| the largest has mean 2/√π and E M² = 1 + 2/π. */
  @Test
  void theLargestOfTwoIsRecognized() {
    double mean = 2 / Math.sqrt(Math.PI);
    double deviation = Math.sqrt(1 + 2 / Math.PI - mean * mean);
    NormalMaximum two = NormalMaximum.fitted(0.2 * mean, 0.2 * deviation);
    // The trapezoid rule with h = 0.005 is off by h²/12 of the slope at 0, 2√(2/π), in K.
    assertThat(Math.exp(two.logCount())).isCloseTo(2, within(1e-4));
    assertThat(two.sigma()).isCloseTo(0.2, within(1e-5));
    // 1 − erf(5/√2)²
    assertThat(two.beyondOne()).isCloseTo(1.14660595884e-6, within(1e-9));
  }

  @Test
  void aTailLongerThanNormalIsTakenAsGumbels() {
    TailRate tail = TailRate.of(new double[] {0, 0, 0, 0.5});
    assertThat(tail.fit()).isEqualTo(TailRate.Fit.GUMBEL);
    // Mean 0.125, s = 0.25, by Gumbel's distribution function in mpmath.
    assertThat(tail.rate()).isCloseTo(0.0062868711054998, within(1e-12));
  }

  @Test
  void whatFailedCountsWhereTheFitWouldSayLess() {
    double[] margins = new double[100];
    margins[7] = 1.5;
    assertThat(TailRate.of(margins).rate()).isEqualTo(0.01);
  }

  @Test
  void equalMarginsHaveNoTail() {
    assertThat(TailRate.of(new double[] {0.5, 0.5, 0.5}))
        .isEqualTo(new TailRate(TailRate.Fit.CONSTANT, 0));
  }

  /** An exact check that was off, and one that gave NaN, failed. */
  @Test
  void infiniteAndUndefinedMarginsAreFailures() {
    double[] margins = {0, Double.POSITIVE_INFINITY, Double.NaN, 0};
    assertThat(TailRate.of(margins)).isEqualTo(new TailRate(TailRate.Fit.CONSTANT, 0.5));
  }
}
