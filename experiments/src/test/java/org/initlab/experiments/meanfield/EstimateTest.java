package org.initlab.experiments.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.random.Seed;
import org.initlab.experiments.StudentT;
import org.junit.jupiter.api.Test;

/** Means, their errors and the tolerances that follow, against tables and closed forms. */
class EstimateTest {
  /** Quantiles of printed tables of Student's t: 0.975 and 0.9995 for 5 and 10 degrees. */
  @Test
  void studentQuantilesAreThoseOfTables() {
    assertThat(StudentT.deviations(0.05, 5)).isCloseTo(2.5706, within(5e-5));
    assertThat(StudentT.deviations(0.05, 10)).isCloseTo(2.2281, within(5e-5));
    assertThat(StudentT.deviations(0.001, 10)).isCloseTo(4.5869, within(5e-5));
  }

  /** The jackknife of a mean is its standard error, exactly. */
  @Test
  void jackknifeOfAMeanIsItsStandardError() {
    double[] values = {1, 4, 2, 8, 5};
    double[] without = new double[values.length];
    for (int k = 0; k < values.length; k++) without[k] = (20 - values[k]) / 4;
    Estimate direct = Estimate.of(values);
    Estimate jackknife = Estimate.jackknife(4, without);
    // Sample variance 30/4 = 7.5 over 5 values.
    assertThat(direct.error()).isCloseTo(Math.sqrt(1.5), within(1e-14));
    assertThat(jackknife.error()).isCloseTo(direct.error(), within(1e-14));
  }

  /**
   * E z² = 1, E z⁴ = 3, and E tanh² at q = 1 by an independent integral (numpy 2, 48,001 points).
   */
  @Test
  void gaussianMeansAreExact() {
    assertThat(GaussianMean.of(4, a -> a * a)).isCloseTo(4, within(1e-13));
    assertThat(GaussianMean.of(1, a -> a * a * a * a)).isCloseTo(3, within(1e-13));
    assertThat(GaussianMean.of(1, a -> Math.tanh(a) * Math.tanh(a)))
        .isCloseTo(TANH_SQUARED, within(1e-13));
  }

  private static final double TANH_SQUARED = 0.39429449039784115;

  @Test
  void preparedPairsHaveExactlyTheirCorrelation() {
    double[] c = {0.3, -0.8};
    var batch = PreparedInputs.pairs(50, 2.5, c, new Seed(4));
    SignalProbe probe = new SignalProbe();
    probe.accept(null, batch);
    for (double q : probe.second().get(0)) assertThat(q).isCloseTo(2.5, within(1e-13));
    for (int p = 0; p < c.length; p++) {
      assertThat(probe.correlation().get(0)[p]).isCloseTo(c[p], within(1e-13));
    }
  }
}
