package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.backend.nativejava.kernel.ActivationKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.float64.ActivationLoops;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationF64Test {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8000000000001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1,
    -1
  };

  private final ActivationKernel<double[]> plain = new ActivationLoops(Partition.SERIAL);
  private final ActivationKernel<double[]> simd = new ActivationF64(plain, Partition.SERIAL);

  @ParameterizedTest
  @EnumSource(
      value = Nonlinearity.class,
      names = {"TANH", "CRELU"},
      mode = EnumSource.Mode.EXCLUDE)
  void givesThePlainLoopsBits(Nonlinearity function) {
    for (int count = 0; count <= 70; count++) {
      double[] x = values(count);
      double[] u = values(2 * count + 1);
      for (double slope : new double[] {0.01, 0.3}) {
        double[] expected = new double[count];
        double[] actual = new double[count];
        plain.value(function, slope, x, expected, count);
        simd.value(function, slope, x, actual, count);
        assertThat(actual).isEqualTo(expected);
        for (boolean add : new boolean[] {false, true}) {
          plain.timesDerivative(function, slope, x, u, expected, count, add);
          simd.timesDerivative(function, slope, x, u, actual, count, add);
          assertThat(actual).isEqualTo(expected);
        }
        plain.addSecondDerivative(function, slope, x, u, x, expected, count);
        simd.addSecondDerivative(function, slope, x, u, x, actual, count);
        assertThat(actual).isEqualTo(expected);
      }
    }
  }

  /** The plain loops call Math.tanh, which its specification puts within 2.5 ulps of the truth. */
  @Test
  void tanhIsWithinTwoUlps() {
    UniformRandomProvider random = new Seed(3).stream("tanh");
    int count = 200_003;
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      // Magnitudes from 1e-12 to 30, and a dense sweep where the two formulas meet.
      x[i] = i % 2 == 0 ? 0.625 + 0.1 * (random.nextDouble() - 0.5) : magnitude(random);
      if (random.nextBoolean()) x[i] = -x[i];
    }
    double[] y = new double[count];
    double[] expected = new double[count];
    simd.value(Nonlinearity.TANH, 0, x, y, count);
    plain.value(Nonlinearity.TANH, 0, x, expected, count);
    for (int i = 0; i < count; i++) {
      assertThat(Math.abs(y[i] - expected[i]))
          .as("tanh(%s)", x[i])
          .isLessThanOrEqualTo((2 + 2.5) * Math.ulp(expected[i]));
      assertThat(Math.abs(y[i])).isLessThanOrEqualTo(1);
    }
  }

  private static double magnitude(UniformRandomProvider random) {
    return Math.exp(Math.log(1e-12) + random.nextDouble() * Math.log(30 / 1e-12));
  }

  @Test
  void tanhOfSpecialValues() {
    double[] y = new double[SPECIAL.length];
    simd.value(Nonlinearity.TANH, 0, SPECIAL, y, y.length);
    double[] expected = new double[SPECIAL.length];
    plain.value(Nonlinearity.TANH, 0, SPECIAL, expected, y.length);
    // Of ±1, the last two, the value is no special one.
    assertThat(Arrays.copyOf(y, y.length - 2)).isEqualTo(Arrays.copyOf(expected, y.length - 2));
  }

  @Test
  void tanhOfAnElementDoesNotDependOnItsPlace() {
    double[] x = values(67);
    double[] whole = new double[67];
    simd.value(Nonlinearity.TANH, 0, x, whole, 67);
    double[] single = new double[67];
    for (int i = 0; i < 67; i++) {
      double[] one = new double[1];
      simd.value(Nonlinearity.TANH, 0, new double[] {x[i]}, one, 1);
      single[i] = one[0];
    }
    assertThat(single).isEqualTo(whole);
  }

  private static double[] values(int count) {
    UniformRandomProvider random = new Seed(count).stream("values");
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          i % 3 == 1 ? SPECIAL[random.nextInt(SPECIAL.length)] : 4 * random.nextDouble() - 2;
    }
    return values;
  }
}
