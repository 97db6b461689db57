package org.initlab.backend.nativejava.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Products small enough to do by hand: [1 2 3; 4 5 6] · [1 0; 2 1; 0 3] = [5 11; 14 23]. */
class ScalarGemmTest {
  private static final double[] A = {1, 2, 3, 4, 5, 6};
  private static final double[] A_TRANSPOSED = {1, 4, 2, 5, 3, 6};
  private static final double[] B = {1, 0, 2, 1, 0, 3};
  private static final double[] B_TRANSPOSED = {1, 2, 0, 0, 1, 3};

  @Test
  void everyTranspositionGivesTheSameProduct() {
    for (int mask = 0; mask < 4; mask++) {
      boolean ta = (mask & 1) != 0;
      boolean tb = (mask & 2) != 0;
      double[] c = {9, 9, 9, 9, 9};
      double[] a = ta ? A_TRANSPOSED : A;
      double[] b = tb ? B_TRANSPOSED : B;
      ScalarGemm.gemm(ta, tb, 2, 2, 3, a, 0, ta ? 2 : 3, b, 0, tb ? 3 : 2, false, c, 1, 2);
      assertThat(c).containsExactly(9, 5, 11, 14, 23);
      ScalarGemm.gemm(ta, tb, 2, 2, 3, a, 0, ta ? 2 : 3, b, 0, tb ? 3 : 2, true, c, 1, 2);
      assertThat(c).containsExactly(9, 10, 22, 28, 46);
    }
  }

  @Test
  void everyTranspositionGivesTheSameProductInFloat32() {
    for (int mask = 0; mask < 4; mask++) {
      boolean ta = (mask & 1) != 0;
      boolean tb = (mask & 2) != 0;
      float[] c = {9, 9, 9, 9, 9};
      float[] a = floats(ta ? A_TRANSPOSED : A);
      float[] b = floats(tb ? B_TRANSPOSED : B);
      ScalarGemm.gemm(ta, tb, 2, 2, 3, a, 0, ta ? 2 : 3, b, 0, tb ? 3 : 2, false, c, 1, 2);
      assertThat(c).containsExactly(9, 5, 11, 14, 23);
      ScalarGemm.gemm(ta, tb, 2, 2, 3, a, 0, ta ? 2 : 3, b, 0, tb ? 3 : 2, true, c, 1, 2);
      assertThat(c).containsExactly(9, 10, 22, 28, 46);
    }
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) out[i] = (float) values[i];
    return out;
  }

  @Test
  void float32RoundsEverySum() {
    // 2²⁴ + 1 is no float: summed in float32 the ones are lost, in float64 they would not be.
    float[] a = {0x1p24f, 1, 1};
    float[] c = new float[1];
    ScalarGemm.gemm(false, false, 1, 1, 3, a, 0, 3, new float[] {1, 1, 1}, 0, 1, false, c, 0, 1);
    assertThat(c).containsExactly(0x1p24f);
  }
}
