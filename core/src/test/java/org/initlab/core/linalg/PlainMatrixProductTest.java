package org.initlab.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainMatrixProductTest {
  private static final MatrixProduct PRODUCT = new PlainMatrixProduct();

  /** Around the blocks of depth, rows and columns, with a matrix inside a larger one. */
  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,2", "8,16,32", "9,17,129", "33,257,7", "40,31,300"})
  void everyElementIsOneChainOverTheDepth(int m, int n, int k) {
    for (boolean transposed : new boolean[] {false, true}) {
      int lda = (transposed ? m : k) + 3;
      int ldb = n + 1;
      int ldc = n + 2;
      double[] a = values((transposed ? k : m) * lda + 5, 1);
      double[] b = values(k * ldb + 4, 2);
      double[] c = values(m * ldc + 6, 3);
      double[] expected = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = expected[6 + i * ldc + j];
          for (int p = 0; p < k; p++) {
            double x = a[5 + (transposed ? p * lda + i : i * lda + p)];
            sum = Math.fma(x, b[4 + p * ldb + j], sum);
          }
          expected[6 + i * ldc + j] = sum;
        }
      }
      PRODUCT.add(transposed, m, n, k, a, 5, lda, b, 4, ldb, c, 6, ldc);
      assertThat(c).as("transposed %s", transposed).isEqualTo(expected);
    }
  }

  /** Numbers of many bits, so that another order of summation gives another result. */
  private static double[] values(int count, int seed) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) result[i] = Math.sin(seed + 1.7 * i);
    return result;
  }
}
