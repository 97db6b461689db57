package org.initlab.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.StatisticTolerance.Reference;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** No perturbation of the elements moves a statistic beyond its tolerance, and some come near. */
class StatisticToleranceTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor batch(int n, double... values) {
    return Tensor.of(Shape.of(n, values.length / n), values);
  }

  private static Reference reference(double error, double... norms) {
    return new Reference(norms, norms.clone(), error);
  }

  private static StatisticTolerance of(Tensor a, Tensor b, double e, Reference r) {
    return StatisticTolerance.of(a, b, BatchStatistics.of(a, r.norms()), e, r);
  }

  @Test
  void theFormulasByHand() {
    // Mean 2, q 12.5.
    Tensor a = batch(2, 3, 1, 6, -2);
    StatisticTolerance t = of(a, a, 0.01, reference(0.5, 2, 4));
    assertThat(t.mean()).isEqualTo(0.01);
    // Deviations 1, −1, 4, −4: variance 8.5, fourth moment 128.5.
    assertThat(t.variance()).isCloseTo((2 * Math.sqrt(8.5) + 0.01) * 0.01, within(1e-16));
    assertThat(t.secondMoment()).isCloseTo((2 * Math.sqrt(12.5) + 0.01) * 0.01, within(1e-16));
    double kurtosis = 128.5 / (8.5 * 8.5);
    assertThat(t.kurtosis()).isCloseTo(8 * kurtosis * 0.01 / Math.sqrt(8.5), within(1e-16));
    assertThat(t.zeroFraction()).isZero();
    // √2·0.01 spread; norms √10, √40 over 2, 4.
    double spread = Math.sqrt(2) * 0.01;
    double first = (spread + Math.sqrt(10) / 2 * 0.5) / 2;
    double second = (spread + Math.sqrt(40) / 4 * 0.5) / 4;
    assertThat(t.normRatio()).isCloseTo((first + second) / 2, within(1e-15));
    double turns = (2 * spread / Math.sqrt(10) + 2 * spread / Math.sqrt(40)) / 2;
    assertThat(t.cosine()).isCloseTo(2 * turns, within(1e-15));
  }

  @Test
  void aKurtosisIsOpenWhereTheErrorReachesTheSpread() {
    Tensor a = batch(2, 1, 1, 1, 1);
    assertThat(of(a, a, 1e-12, reference(0, 1, 1)).kurtosis()).isInfinite();
    Tensor b = batch(2, 0, 0, 32, 32); // σ = 16
    assertThat(of(b, b, 1.001, reference(0, 1, 1)).kurtosis()).isInfinite();
    assertThat(of(b, b, 1, reference(0, 1, 1)).kurtosis()).isCloseTo(0.5, within(1e-15));
  }

  /** Fractions are rounded; as many values as may differ are never more than may. */
  @Test
  void differenceOfZeroFractionsIsNotRoundedOverTheAllowance() {
    for (int n = 3; n <= 60; n++) {
      for (int zeros = 0; zeros < n - 1; zeros++) {
        double[] small = new double[n];
        double[] none = new double[n];
        Arrays.fill(small, zeros, n - 1, 1e-3);
        small[n - 1] = none[n - 1] = 1;
        Tensor a = batch(1, small);
        Tensor b = batch(1, none);
        double[] unit = {1};
        double difference =
            BatchStatistics.of(b, unit).zeroFraction() - BatchStatistics.of(a, unit).zeroFraction();
        assertThat(difference)
            .isPositive()
            .isLessThanOrEqualTo(of(a, b, 1e-3, reference(0, 1)).zeroFraction());
      }
    }
  }

  @Test
  void onlyValuesWithinTheErrorMayBeZeroElsewhere() {
    Tensor a = batch(1, 0, 0.5, 2, 3, 0, -0.1);
    Tensor b = batch(1, 0, 0.0, 2, 3, 0, -1.0);
    assertThat(of(a, b, 0.5, reference(0, 1)).zeroFraction()).isCloseTo(2 / 6.0, within(0x1p-51));
    assertThat(of(b, a, 0.5, reference(0, 1)).zeroFraction()).isCloseTo(2 / 6.0, within(0x1p-51));
    assertThat(of(a, b, 0.4, reference(0, 1)).zeroFraction()).isCloseTo(1 / 6.0, within(0x1p-51));
  }

  @Test
  void whereASampleMayVanishInOneBatchCosinesAreOpen() {
    Tensor alive = batch(2, 1e-3, 0, 1, 1);
    Tensor dead = batch(2, 0, 0, 1, 1);
    assertThat(of(alive, dead, 1e-2, reference(0, 1, 1)).cosine()).isInfinite();
    assertThat(of(dead, alive, 1e-2, reference(0, 1, 1)).cosine()).isInfinite();
    // Dead in both: nothing to compare but the other samples.
    double spread = Math.sqrt(2) * 1e-2;
    assertThat(of(dead, dead, 1e-2, reference(0, 1, 1)).cosine())
        .isCloseTo(2 * 2 * spread / Math.sqrt(2), within(1e-15));
    assertThat(of(batch(2, 0, 0), batch(2, 0, 0), 1e-2, reference(0, 1, 1)).cosine()).isZero();
  }

  @Test
  void aTurnIsNeverMoreThanAHalfCircle() {
    Tensor a = batch(1, 1e-9, 0);
    // The spread, 1.4e-9, is above the norm: open; just below it: 2 for the vector, 4 for pairs.
    assertThat(of(a, a, 1e-9, reference(0, 1)).cosine()).isInfinite();
    assertThat(of(a, a, 0.7e-9, reference(0, 1)).cosine()).isCloseTo(4 * 0.99, within(0.05));
  }

  @Test
  void whereAReferenceMayVanishRatiosAreOpen() {
    Tensor a = batch(2, 1, 1, 1, 1);
    assertThat(of(a, a, 1e-9, new Reference(new double[] {1, 0}, new double[] {1, 1e-3}, 1e-2)))
        .extracting(StatisticTolerance::normRatio)
        .isEqualTo(INF);
    // 0 in both is left out by both.
    double alone = of(a, a, 1e-9, reference(1e-2, 1, 0)).normRatio();
    assertThat(alone).isCloseTo(Math.sqrt(2) * 1e-9 + Math.sqrt(2) * 1e-2, within(1e-15));
    assertThat(of(a, a, 1e-9, reference(1e-2, 0, 0)).normRatio()).isZero();
  }

  @Test
  void noPerturbationGoesBeyondAndSomeComeNear() {
    UniformRandomProvider random = new Seed(3).stream("perturbations");
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] nearest = new double[6];
    for (int trial = 0; trial < 400; trial++) {
      double[] x = new double[24];
      for (int i = 0; i < x.length; i++) x[i] = Math.max(0, gaussian.sample() + 0.5);
      double e = Math.pow(10, -2 - trial % 6);
      double[] y = new double[24];
      // Half the trials push outward or inward all together, which is where bounds are tight.
      for (int i = 0; i < y.length; i++) {
        double sign = trial % 2 == 0 ? 1 : random.nextBoolean() ? 1 : -1;
        y[i] = x[i] + sign * e;
      }
      Tensor a = batch(4, x);
      Tensor b = batch(4, y);
      double[] refs = {1, 2, 3, 4};
      BatchStatistics s = BatchStatistics.of(a, refs);
      BatchStatistics t = BatchStatistics.of(b, refs);
      StatisticTolerance tol = StatisticTolerance.of(a, b, s, e, reference(0, refs));
      double[][] pairs = {
        {s.mean(), t.mean(), tol.mean()},
        {s.variance(), t.variance(), tol.variance()},
        {s.secondMoment(), t.secondMoment(), tol.secondMoment()},
        {s.kurtosis(), t.kurtosis(), tol.kurtosis()},
        {s.normRatio(), t.normRatio(), tol.normRatio()},
        {s.cosine(), t.cosine(), tol.cosine()},
      };
      for (int i = 0; i < pairs.length; i++) {
        double ratio = Math.abs(pairs[i][0] - pairs[i][1]) / pairs[i][2];
        // The statistics round too: 1e-14 against the smallest e of 1e-7.
        assertThat(ratio).as("statistic %d, trial %d", i, trial).isLessThan(1 + 1e-6);
        nearest[i] = Math.max(nearest[i], ratio);
      }
      assertThat(Math.abs(s.normRatioStd() - t.normRatioStd())).isLessThan(tol.normRatio());
      assertThat(Math.abs(s.zeroFraction() - t.zeroFraction()))
          .isLessThanOrEqualTo(tol.zeroFraction());
    }
    // A tolerance that nothing approaches would hide errors: each is within 30 of the worst seen.
    for (double n : nearest) assertThat(n).isGreaterThan(1 / 30.0);
  }
}
