package org.initlab.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReflectionsTest {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /**
   * Heights and widths round the block of 32, the strip of 256 columns and groups of 4 and 8 rows.
   */
  @ParameterizedTest
  @CsvSource({
    "1,1,0",
    "2,1,0",
    "2,2,1",
    "3,2,0",
    "5,4,3",
    "31,31,0",
    "33,32,5",
    "40,7,2",
    "64,32,0",
    "259,31,1"
  })
  void appliesTheProductOfItsReflections(int height, int width, int first) {
    double[][] vectors = vectors(height, width);
    double[][] expected = matrix(first + height, 300);
    double[][] actual = matrix(first + height, 300);
    double[][] originals = new double[width][];
    for (int j = 0; j < width; j++) originals[j] = vectors[j].clone();

    double[] beta = new double[first + width];
    apply(Reflections.of(first, vectors, beta), actual);
    // The oracle: H₁(H₂(⋯x)), every H = I − 2uuᵀ/uᵀu with u = x_j − β_j e_j, by plain loops.
    for (int j = width - 1; j >= 0; j--) reflect(expected, originals[j], j, first, beta);

    // Higham 2002, Lemma 19.3: ‖ΔX‖_F ≤ γ_{c·m·r}‖X‖_F for r reflections of length m; roundings are
    // unrelated, so √(m·r) with c = 10 for each side.
    double bound = 20 * Math.sqrt((double) height * width) * UNIT_ROUNDOFF * norm(expected);
    assertThat(distance(actual, expected)).isLessThanOrEqualTo(bound);
  }

  /**
   * One block is a whole factorization of a matrix no wider: EJML's Q, up to the columns' signs.
   */
  @Test
  void eliminatesLikeEjml() {
    int rows = 50;
    int columns = 20;
    double[][] a = matrix(rows, columns);
    double condition = NormOps_DDRM.conditionP2(new DMatrixRMaj(a));
    double norm = norm(a);
    QRDecomposition<DMatrixRMaj> ejml = DecompositionFactory_DDRM.qr(rows, columns);
    assertThat(ejml.decompose(new DMatrixRMaj(a))).isTrue();
    DMatrixRMaj q = ejml.getQ(null, true);
    DMatrixRMaj r = ejml.getR(null, true);

    // Column after column: turn it by the reflections so far, then make it vanish below.
    double[] beta = new double[columns];
    double[][] vectors = new double[columns][rows];
    for (int j = 0; j < columns; j++) {
      for (int i = j; i < rows; i++) vectors[j][i] = a[i][j];
      double[] original = vectors[j].clone();
      Reflections.of(j, new double[][] {tail(original, j)}, beta);
      reflect(a, original, j, 0, beta);
    }
    double[][] identity = new double[rows][columns];
    for (int j = 0; j < columns; j++) identity[j][j] = 1;
    apply(Reflections.of(0, vectors, beta), identity);

    // Both are within 10·√(mn)·u·κ of the exact factors (Stewart 1977, "Perturbation bounds for the
    // QR factorization"); R in units of ‖A‖.
    double bound = 2 * 10 * Math.sqrt((double) rows * columns) * UNIT_ROUNDOFF * condition;
    for (int j = 0; j < columns; j++) {
      double sign = Math.signum(beta[j]) * Math.signum(r.get(j, j));
      assertThat(Math.abs(Math.abs(beta[j]) - Math.abs(r.get(j, j)))).isLessThan(norm * bound);
      for (int i = 0; i < rows; i++) {
        assertThat(Math.abs(identity[i][j] - sign * q.get(i, j))).isLessThan(bound);
      }
    }
  }

  @Test
  void aVectorThatNeedsNoReflectionIsKept() {
    double[] beta = new double[2];
    double[][] x = {{1, 2}, {3, 4}, {5, 6}};
    apply(Reflections.of(0, new double[][] {{-2, 0, 0}, {0, 5, 0}}, beta), x);
    assertThat(x).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(beta).containsExactly(-2, 5);
  }

  @Test
  void knownSmallCase() {
    // x = (3, 4): β = −5, and H = [−0.6 −0.8; −0.8 0.6] is symmetric with first column x/β.
    double[] beta = new double[1];
    double[][] x = {{1, 0}, {0, 1}};
    apply(Reflections.of(0, new double[][] {{3, 4}}, beta), x);
    double[][] expected = {{-0.6, -0.8}, {-0.8, 0.6}};
    assertThat(beta[0]).isEqualTo(-5);
    assertThat(distance(x, expected)).isLessThanOrEqualTo(8 * UNIT_ROUNDOFF);
  }

  private static void apply(Reflections block, double[][] x) {
    int columns = x[0].length;
    double[] flat = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
    block.apply(flat, columns, 0, new PlainMatrixProduct());
    for (int i = 0; i < x.length; i++) System.arraycopy(flat, i * columns, x[i], 0, columns);
  }

  private static double[] tail(double[] x, int from) {
    return Arrays.copyOfRange(x, from, x.length);
  }

  private static void reflect(double[][] x, double[] vector, int j, int first, double[] beta) {
    double[] u = vector.clone();
    u[j] -= beta[first + j];
    double square = 0;
    for (double value : u) square += value * value;
    if (square == 0) return;
    for (int column = 0; column < x[0].length; column++) {
      double dot = 0;
      for (int i = 0; i < u.length; i++) dot += u[i] * x[first + i][column];
      for (int i = 0; i < u.length; i++) x[first + i][column] -= 2 * dot / square * u[i];
    }
  }

  private static double[][] vectors(int height, int width) {
    double[][] vectors = new double[width][];
    double[][] rows = matrix(width, height);
    for (int j = 0; j < width; j++) {
      vectors[j] = rows[j];
      Arrays.fill(vectors[j], 0, j, 0);
    }
    return vectors;
  }

  private static double[][] matrix(int rows, int columns) {
    UniformRandomProvider random = new Seed(5).stream(rows + "x" + columns);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] a = new double[rows][columns];
    for (double[] row : a) {
      for (int j = 0; j < columns; j++) row[j] = normal.sample();
    }
    return a;
  }

  private static double distance(double[][] x, double[][] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) sum += (x[i][j] - y[i][j]) * (x[i][j] - y[i][j]);
    }
    return Math.sqrt(sum);
  }

  private static double norm(double[][] x) {
    return distance(x, new double[x.length][x[0].length]);
  }
}
