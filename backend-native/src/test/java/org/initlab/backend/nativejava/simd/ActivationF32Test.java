package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.backend.nativejava.kernel.ActivationKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.float32.ActivationLoops;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationF32Test {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.intBitsToFloat(0x7fc00001),
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1,
    -1
  };

  private final ActivationKernel<float[]> plain = new ActivationLoops(Partition.SERIAL);
  private final ActivationKernel<float[]> simd = new ActivationF32(plain, Partition.SERIAL);

  @ParameterizedTest
  @EnumSource(
      value = Nonlinearity.class,
      names = {"TANH", "CRELU"},
      mode = EnumSource.Mode.EXCLUDE)
  void givesThePlainLoopsBits(Nonlinearity function) {
    for (int count = 0; count <= 70; count++) {
      float[] x = values(count);
      float[] u = values(2 * count + 1);
      for (float slope : new float[] {0.01f, 0.3f}) {
        float[] expected = new float[count];
        float[] actual = new float[count];
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

  /** The plain loops round Math.tanh to float32: half an ulp from the truth, and 2^-27 of one. */
  @Test
  void tanhIsWithinTwoUlps() {
    UniformRandomProvider random = new Seed(3).stream("tanh");
    int count = 200_003;
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      // Magnitudes from 1e-12 to 30, and a dense sweep where the two formulas meet.
      x[i] = i % 2 == 0 ? 0.625f + 0.1f * (random.nextFloat() - 0.5f) : magnitude(random);
      if (random.nextBoolean()) x[i] = -x[i];
    }
    float[] y = new float[count];
    float[] expected = new float[count];
    simd.value(Nonlinearity.TANH, 0, x, y, count);
    plain.value(Nonlinearity.TANH, 0, x, expected, count);
    for (int i = 0; i < count; i++) {
      assertThat(Math.abs(y[i] - expected[i]))
          .as("tanh(%s)", x[i])
          .isLessThanOrEqualTo((2 + 0.51f) * Math.ulp(expected[i]));
      assertThat(Math.abs(y[i])).isLessThanOrEqualTo(1);
    }
  }

  private static float magnitude(UniformRandomProvider random) {
    return (float) Math.exp(Math.log(1e-12) + random.nextDouble() * Math.log(30 / 1e-12));
  }

  @Test
  void tanhOfSpecialValues() {
    float[] y = new float[SPECIAL.length];
    simd.value(Nonlinearity.TANH, 0, SPECIAL, y, y.length);
    float[] expected = new float[SPECIAL.length];
    plain.value(Nonlinearity.TANH, 0, SPECIAL, expected, y.length);
    // Of ±1, the last two, the value is no special one.
    assertThat(Arrays.copyOf(y, y.length - 2)).isEqualTo(Arrays.copyOf(expected, y.length - 2));
  }

  @Test
  void tanhOfAnElementDoesNotDependOnItsPlace() {
    float[] x = values(67);
    float[] whole = new float[67];
    simd.value(Nonlinearity.TANH, 0, x, whole, 67);
    float[] single = new float[67];
    for (int i = 0; i < 67; i++) {
      float[] one = new float[1];
      simd.value(Nonlinearity.TANH, 0, new float[] {x[i]}, one, 1);
      single[i] = one[0];
    }
    assertThat(single).isEqualTo(whole);
  }

  private static float[] values(int count) {
    UniformRandomProvider random = new Seed(count).stream("values");
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % 3 == 1 ? SPECIAL[random.nextInt(SPECIAL.length)] : 4 * random.nextFloat() - 2;
    }
    return values;
  }
}
