package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;

/** The oracle is StrictMath.exp, whose error in float64 is none here. */
class ExpF32Test {
  @Test
  void isWithinTwoUlps() {
    UniformRandomProvider random = new Seed(5).stream("exp");
    int count = 200_003;
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      double size = i % 2 == 0 ? random.nextDouble() * 87 : Math.exp(-30 * random.nextDouble());
      x[i] = (float) -size;
    }
    float[] y = x.clone();
    ExpF32.apply(y, count);
    for (int i = 0; i < count; i++) {
      double exact = StrictMath.exp(x[i]);
      assertThat(Math.abs(y[i] - exact))
          .as("exp(%s)", x[i])
          .isLessThanOrEqualTo(2 * Math.ulp((float) exact));
    }
  }

  @Test
  void specialValues() {
    float lowest = -87;
    float[] x = {
      0, -(float) 0.0, Float.NaN, Float.NEGATIVE_INFINITY, Math.nextDown(lowest), -Float.MIN_VALUE
    };
    ExpF32.apply(x, x.length);
    assertThat(x).containsExactly(1, 1, Float.NaN, 0, 0, 1);
  }

  @Test
  void anElementDoesNotDependOnItsPlace() {
    float[] whole = new float[67];
    for (int i = 0; i < 67; i++) whole[i] = -i * (float) 0.7;
    float[] given = whole.clone();
    ExpF32.apply(whole, 67);
    for (int i = 0; i < 67; i++) {
      float[] single = {given[i]};
      ExpF32.apply(single, 1);
      assertThat(single[0]).isEqualTo(whole[i]);
    }
  }
}
