package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;

/** The oracle is StrictMath.exp, itself within 1 ulp of the truth. */
class ExpF64Test {
  @Test
  void isWithinTwoUlps() {
    UniformRandomProvider random = new Seed(5).stream("exp");
    int count = 200_003;
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      double size = i % 2 == 0 ? random.nextDouble() * 708 : Math.exp(-30 * random.nextDouble());
      x[i] = (double) -size;
    }
    double[] y = x.clone();
    ExpF64.apply(y, count);
    for (int i = 0; i < count; i++) {
      double exact = StrictMath.exp(x[i]);
      assertThat(Math.abs(y[i] - exact))
          .as("exp(%s)", x[i])
          .isLessThanOrEqualTo((2 + 1) * Math.ulp((double) exact));
    }
  }

  @Test
  void specialValues() {
    double lowest = -708;
    double[] x = {
      0,
      -(double) 0.0,
      Double.NaN,
      Double.NEGATIVE_INFINITY,
      Math.nextDown(lowest),
      -Double.MIN_VALUE
    };
    ExpF64.apply(x, x.length);
    assertThat(x).containsExactly(1, 1, Double.NaN, 0, 0, 1);
  }

  @Test
  void anElementDoesNotDependOnItsPlace() {
    double[] whole = new double[67];
    for (int i = 0; i < 67; i++) whole[i] = -i * (double) 0.7;
    double[] given = whole.clone();
    ExpF64.apply(whole, 67);
    for (int i = 0; i < 67; i++) {
      double[] single = {given[i]};
      ExpF64.apply(single, 1);
      assertThat(single[0]).isEqualTo(whole[i]);
    }
  }
}
