package org.initlab.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle is EJML's unblocked Householder QR, which shares no code with ours. */
class HouseholderQrTest {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /** Shapes round the block of 32 reflections, the strip of 256 columns and groups of 4 rows. */
  @ParameterizedTest
  @CsvSource({
    "1,1", "2,1", "2,2", "3,2", "5,4", "31,31", "32,32", "33,33", "34,32", "65,64", "97,31",
    "131,130", "259,257", "300,290", "400,70"
  })
  void factorizesLikeEjml(int rows, int columns) {
    double[][] a = gaussian(rows, columns);
    DMatrixRMaj original = new DMatrixRMaj(a);
    HouseholderQr qr = HouseholderQr.of(a);
    DMatrixRMaj q = new DMatrixRMaj(qr.q());
    DMatrixRMaj r = new DMatrixRMaj(columns, columns);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) r.set(i, j, qr.r(i, j));
      assertThat(qr.diagonalOfR()[i]).isEqualTo(r.get(i, i));
    }

    // Higham 2002, Theorem 19.4: A + ΔA = QR and Q are exact up to γ_cmn ‖A‖_F, γ_cmn ≈ c·m·n·u in
    // the worst case. Errors of rounding are unrelated, so the factor is √(mn) with c = 10.
    double c = 10 * Math.sqrt((double) rows * columns) * UNIT_ROUNDOFF;
    assertThat(distance(multiply(q, r, false), original)).isLessThanOrEqualTo(c * norm(original));
    assertThat(distance(multiply(q, q, true), CommonOps_DDRM.identity(columns)))
        .isLessThanOrEqualTo(c * Math.sqrt(columns));

    QRDecomposition<DMatrixRMaj> ejml = DecompositionFactory_DDRM.qr(rows, columns);
    assertThat(ejml.decompose(original.copy())).isTrue();
    DMatrixRMaj theirQ = ejml.getQ(null, true);
    DMatrixRMaj theirR = ejml.getR(null, true);
    positiveDiagonal(q, r);
    positiveDiagonal(theirQ, theirR);
    // QR with a positive diagonal is unique; Q and R move by κ(A) times the backward error
    // (Stewart 1977, "Perturbation bounds for the QR factorization").
    double conditioned = c * NormOps_DDRM.conditionP2(original);
    assertThat(distance(q, theirQ)).isLessThanOrEqualTo(2 * conditioned * Math.sqrt(columns));
    assertThat(distance(r, theirR)).isLessThanOrEqualTo(2 * conditioned * norm(original));
  }

  @Test
  void aColumnThatNeedsNoReflectionIsKept() {
    HouseholderQr qr = HouseholderQr.of(new double[][] {{-2, 3}, {0, 5}, {0, 0}});
    assertThat(qr.q()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}, {0, 0}});
    assertThat(qr.diagonalOfR()).containsExactly(-2, 5);
    assertThat(qr.r(0, 1)).isEqualTo(3);
  }

  @Test
  void knownSmallCase() {
    // A = [3; 4]: β = −‖a‖ = −5, Q = A/β.
    HouseholderQr qr = HouseholderQr.of(new double[][] {{3}, {4}});
    assertThat(qr.diagonalOfR()[0]).isCloseTo(-5, within(8 * UNIT_ROUNDOFF * 5));
    assertThat(qr.q()[0][0]).isCloseTo(-0.6, within(8 * UNIT_ROUNDOFF));
    assertThat(qr.q()[1][0]).isCloseTo(-0.8, within(8 * UNIT_ROUNDOFF));
  }

  @Test
  void aWideMatrixIsRefused() {
    assertThatThrownBy(() -> HouseholderQr.of(new double[2][3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a thin QR needs rows ≥ columns, was 2×3");
  }

  private static double[][] gaussian(int rows, int columns) {
    UniformRandomProvider random = new Seed(5).stream(rows + "x" + columns);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] a = new double[rows][columns];
    for (double[] row : a) {
      for (int j = 0; j < columns; j++) row[j] = normal.sample();
    }
    return a;
  }

  private static DMatrixRMaj multiply(DMatrixRMaj x, DMatrixRMaj y, boolean transposeX) {
    DMatrixRMaj result = new DMatrixRMaj(1, 1);
    if (transposeX) CommonOps_DDRM.multTransA(x, y, result);
    else CommonOps_DDRM.mult(x, y, result);
    return result;
  }

  private static void positiveDiagonal(DMatrixRMaj q, DMatrixRMaj r) {
    for (int j = 0; j < r.numCols; j++) {
      if (r.get(j, j) >= 0) continue;
      for (int i = 0; i < q.numRows; i++) q.set(i, j, -q.get(i, j));
      for (int k = 0; k < r.numCols; k++) r.set(j, k, -r.get(j, k));
    }
  }

  private static double distance(DMatrixRMaj x, DMatrixRMaj y) {
    DMatrixRMaj difference = new DMatrixRMaj(1, 1);
    CommonOps_DDRM.subtract(x, y, difference);
    return norm(difference);
  }

  private static double norm(DMatrixRMaj x) {
    double sum = 0;
    for (double value : x.data) sum += value * value;
    return Math.sqrt(sum);
  }
}
