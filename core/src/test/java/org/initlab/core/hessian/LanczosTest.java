package org.initlab.core.hessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;

/** Ritz values against spectra in closed form. */
class LanczosTest {
  private static final Seed SEED = new Seed(1);
  private static final double U = 0x1p-53;

  @Test
  void asManyStepsAsRowsFindTheWholeSpectrum() {
    int n = 40;
    List<Lanczos.Ritz> found = new Lanczos(100).run(DenseOperator.laplacian(n), SEED);
    assertThat(found).hasSize(n);
    for (int k = 0; k < n; k++) {
      // Backward stable: ‖E‖ ≤ c·n·u·‖A‖ with ‖A‖ < 4 and c = 10 for two decompositions.
      assertThat(found.get(k).value())
          .isCloseTo(DenseOperator.laplacianEigenvalue(n - k, n), within(10 * n * U * 4));
    }
  }

  @Test
  void multipleEigenvaluesAreFoundAsOftenAsTheyOccur() {
    var a = DenseOperator.diagonal(1, -3, 2, 1, -3, 2, 1, -3, 2, 1);
    List<Double> values =
        new Lanczos(10).run(a, SEED).stream().map(r -> (double) Math.round(r.value())).toList();
    assertThat(values).containsExactly(-3., -3., -3., 2., 2., 2., 1., 1., 1., 1.);
    for (Lanczos.Ritz r : new Lanczos(10).run(a, SEED)) {
      assertThat(r.value()).isCloseTo(Math.round(r.value()), within(10 * 10 * U * 3));
    }
  }

  @Test
  void anEigenvalueLiesWithinTheResidualOfEveryRitzValue() {
    int n = 300;
    List<Lanczos.Ritz> found = new Lanczos(30).run(DenseOperator.laplacian(n), SEED);
    assertThat(found.get(0).residual()).as("some are far from converged").isBetween(1e-4, 0.1);
    for (Lanczos.Ritz r : found) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 1; k <= n; k++) {
        double distance = DenseOperator.laplacianEigenvalue(k, n) - r.value();
        nearest = Math.min(nearest, Math.abs(distance));
      }
      assertThat(nearest).isLessThanOrEqualTo(r.residual() + 10 * n * U * 4);
    }
  }

  @Test
  void productsThatAreNotFiniteAreRefused() {
    var overflow = DenseOperator.diagonal(1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> new Lanczos(2).run(overflow, SEED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("overflows");
  }
}
