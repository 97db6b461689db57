package org.initlab.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Every statistic against 50-digit arithmetic (mpmath), and where doubles could betray it. */
class BatchStatisticsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  // 35 values take sums of at most 35 terms in blocks: an error of √35·u, 1e-15 relative.
  private static Offset<Double> relative(double expected) {
    return within(2e-15 * Math.abs(expected));
  }

  private static double pattern(int i) {
    return (i * 37 % 101 - 50) / 8.0;
  }

  private static Tensor batch(int n, double... values) {
    return Tensor.of(Shape.of(n, values.length / n), values);
  }

  private static Tensor golden(double shift) {
    return batch(
        5,
        IntStream.range(0, 35).mapToDouble(i -> (i % 6 == 0 ? 0 : pattern(i)) + shift).toArray());
  }

  private static final double[] REFERENCE = {1, 2, 0.5, 4, 3};

  @Test
  void agreesWithFiftyDigitArithmetic() {
    BatchStatistics s = BatchStatistics.of(golden(0), REFERENCE);
    assertThat(s.count()).isEqualTo(35);
    assertThat(s.mean()).isCloseTo(-0.12857142857142857143, relative(0.13));
    assertThat(s.variance()).isCloseTo(10.431683673469387755, relative(10));
    assertThat(s.secondMoment()).isCloseTo(10.448214285714285714, relative(10));
    assertThat(s.kurtosis()).isCloseTo(2.1871035138136284857, relative(2));
    assertThat(s.zeroFraction()).isEqualTo(0.2);
    assertThat(s.nanCount()).isZero();
    assertThat(s.infCount()).isZero();
    assertThat(s.isFinite()).isTrue();
    assertThat(s.normRatio()).isCloseTo(7.1967074073694692986, relative(7));
    assertThat(s.normRatioStd()).isCloseTo(6.3425972318515692781, relative(7));
    // Unit vectors carry 1e-16 each and there are 5.
    assertThat(s.cosine()).isCloseTo(-0.10796679526928781374, within(1e-15));
  }

  @Test
  void aLargeMeanCostsNoDigitsOfTheVariance() {
    // The values are exact multiples of 1/8 plus 2^30, so the golden values are the same.
    BatchStatistics s = BatchStatistics.of(golden(0x1p30), REFERENCE);
    assertThat(s.mean()).isCloseTo(1073741823.8714285714, within(1.2e-7)); // half an ulp
    assertThat(s.variance()).isCloseTo(10.431683673469387755, relative(10));
    assertThat(s.kurtosis()).isCloseTo(2.1871035138136284857, relative(2));
    assertThat(s.secondMoment()).isCloseTo(1152921504330741946.0, relative(1.2e18));
    assertThat(s.normRatio()).isCloseTo(2320030634.8587302584, relative(2.4e9));
    assertThat(s.normRatioStd()).isCloseTo(1836206657.6953504328, relative(2.4e9));
    assertThat(s.cosine()).isCloseTo(0.99999999999999999026, within(1e-15));
  }

  @Test
  void manyBlocksOfValuesSumAsOne() {
    double[] x = IntStream.range(0, 1000).mapToDouble(i -> pattern(i) + 1e8).toArray();
    BatchStatistics s = BatchStatistics.of(batch(1, x), new double[] {1});
    assertThat(s.mean()).isCloseTo(100000000.00125, within(1.5e-8)); // an ulp of 1e8
    // Blocks of 128 terms of one sign: at most 128 u = 1.4e-14.
    assertThat(s.variance()).isCloseTo(13.3038421875, within(1.4e-14 * 13));
    assertThat(s.kurtosis()).isCloseTo(1.7992701916620868072, within(3 * 1.4e-14 * 2));
  }

  @Test
  void aMeanWhoseRoundingIsSeenCostsNothingEither() {
    // Integers beside 2^52, whose mean of 2^52 + 2.375 a double cannot hold: 0.375 is put back.
    double[] x = {0, 0, 0, 1, 1, 2, 7, 8};
    double[] shifted = Arrays.stream(x).map(v -> v + 0x1p52).toArray();
    BatchStatistics s = BatchStatistics.of(batch(1, shifted), new double[] {1});
    BatchStatistics exact = BatchStatistics.of(batch(1, x), new double[] {1});
    assertThat(s.mean()).isEqualTo(0x1p52 + 2);
    assertThat(s.variance()).isCloseTo(exact.variance(), relative(9));
    assertThat(s.kurtosis()).isCloseTo(exact.kurtosis(), relative(9));
  }

  @Test
  void thePowerOfTwoScaleOfAStateChangesNoDigit() {
    BatchStatistics plain = BatchStatistics.of(golden(0), REFERENCE);
    for (int e : new int[] {-480, -250, 250, 480}) {
      double f = Math.scalb(1.0, e);
      double[] scaled = Arrays.stream(golden(0).data()).map(v -> v * f).toArray();
      BatchStatistics s = BatchStatistics.of(batch(5, scaled), REFERENCE);
      assertThat(s.mean()).isEqualTo(plain.mean() * f);
      assertThat(s.variance()).isEqualTo(plain.variance() * f * f);
      assertThat(s.secondMoment()).isEqualTo(plain.secondMoment() * f * f);
      assertThat(s.kurtosis()).isEqualTo(plain.kurtosis());
      assertThat(s.normRatio()).isEqualTo(plain.normRatio() * f);
      assertThat(s.cosine()).isCloseTo(plain.cosine(), within(1e-15));
    }
  }

  @Test
  void normsAndCosinesSurviveWhereSquaresOverflowOrUnderflow() {
    for (double f : new double[] {1e-320, 1e-200, 1e200, 1e307}) {
      BatchStatistics s = BatchStatistics.of(batch(2, 3 * f, 4 * f, 4 * f, -3 * f), ones(2));
      // 1e-320 has 2024 units in the last place: 5e-4 of relative error.
      double digits = f < 1e-300 ? 1e-3 : 1e-15;
      assertThat(s.normRatio()).isCloseTo(5 * f, within(5 * f * digits));
      assertThat(s.cosine()).isCloseTo(0, within(digits));
      assertThat(s.kurtosis()).isCloseTo(164.5 / 72.25, within(3 * digits));
    }
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void aConstantHasNoKurtosisAndNoVariance() {
    BatchStatistics s = BatchStatistics.of(batch(2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), ones(2));
    assertThat(s.variance()).isZero();
    assertThat(s.kurtosis()).isNaN();
    // Norms of 3 values and sums of 2: 10 roundings of 1e-16.
    assertThat(s.cosine()).isCloseTo(1, within(2e-15));
    BatchStatistics zero = BatchStatistics.of(batch(2, 0, -0.0), ones(2));
    assertThat(zero.zeroFraction()).isEqualTo(1);
    assertThat(zero.mean()).isZero();
    assertThat(zero.secondMoment()).isZero();
    assertThat(zero.normRatio()).isZero();
    assertThat(zero.cosine()).isNaN();
  }

  @Test
  void cosinesAreOfAllPairsAndLeaveOutSamplesOfNormZero() {
    // Pairs of (1,0), (0,2), (3,3): 0, 1/√2, 1/√2.
    BatchStatistics s = BatchStatistics.of(batch(4, 1, 0, 0, 2, 0, 0, 3, 3), ones(4));
    assertThat(s.cosine()).isCloseTo(Math.sqrt(2) / 3, within(1e-15));
    assertThat(BatchStatistics.of(batch(2, 1, 0, 0, 0), ones(2)).cosine()).isNaN();
  }

  @Test
  void samplesWithoutAReferenceAreLeftOut() {
    Tensor b = batch(3, 3, 4, 6, 8, 1, 1);
    BatchStatistics s = BatchStatistics.of(b, new double[] {1, 1, 0});
    assertThat(s.normRatio()).isEqualTo(7.5);
    assertThat(s.normRatioStd()).isEqualTo(2.5);
    BatchStatistics none = BatchStatistics.of(b, new double[3]);
    assertThat(none.normRatio()).isNaN();
    assertThat(none.normRatioStd()).isNaN();
  }

  @Test
  void whatIsNotFiniteIsCountedAndSpoilsTheMoments() {
    BatchStatistics s = BatchStatistics.of(batch(2, 1, Double.NaN, INF, -INF, 0, 2), ones(2));
    assertThat(s.nanCount()).isEqualTo(1);
    assertThat(s.infCount()).isEqualTo(2);
    assertThat(s.isFinite()).isFalse();
    assertThat(s.zeroFraction()).isEqualTo(1 / 6.0);
    for (double v :
        new double[] {
          s.mean(), s.variance(), s.secondMoment(), s.kurtosis(), s.normRatio(), s.cosine()
        }) {
      assertThat(v).isNaN();
    }
    BatchStatistics inf = BatchStatistics.of(batch(2, 1, 1, INF, 0), ones(2));
    assertThat(inf.isFinite()).isFalse();
    assertThat(inf.normRatio()).isInfinite();
    assertThat(inf.cosine()).isNaN();
    assertThat(BatchStatistics.of(batch(1, Double.NaN), ones(1)).isFinite()).isFalse();
    BatchStatistics both = BatchStatistics.of(batch(1, Double.NaN, INF, 1), ones(1));
    assertThat(both.isFinite()).isFalse();
    assertThat(both.mean()).isNaN();
    assertThat(both.variance()).isNaN();
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> BatchStatistics.of(batch(2, 1, 2), ones(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a batch of 2 samples needs as many reference norms, was given 3");
    assertThatThrownBy(() -> Norms.ofSamples(Tensor.of(Shape.of(), new double[1])))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a batch needs a first axis, was given a scalar");
  }

  @Test
  void normsAreThoseOfSamples() {
    assertThat(Norms.ofSamples(Tensor.of(Shape.of(2, 1, 2), new double[] {3, 4, 5, 12})))
        .containsExactly(5, 13);
    assertThat(Norms.ofSamples(batch(3, INF, Double.NaN, -INF, 1, 0, 0)))
        .containsExactly(Double.NaN, INF, 0);
  }

  @Test
  void aCompensatedSumKeepsWhatAPlainSumLoses() {
    CompensatedSum sum = new CompensatedSum();
    for (double v : new double[] {1, 1e100, 1, -1e100}) sum.add(v);
    assertThat(sum.value()).isEqualTo(2);
  }
}
