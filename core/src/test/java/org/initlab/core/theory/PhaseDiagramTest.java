package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of the plane against single points of it. */
class PhaseDiagramTest {
  @ParameterizedTest
  @CsvSource({"TANH, 0.3", "RELU, 0.1", "RELU, 0", "GELU, 0.2", "HARD_TANH, 0"})
  void aRowHoldsTheFixedPointsAndEndsWhereQDiverges(Nonlinearity function, double sigmaB) {
    DualActivation f = DualActivation.of(function, 0);
    double[] sigmaW = {0.5, 1, 1.3, Math.sqrt(2), 1.5, 2.5, 4};
    List<Optional<FixedPoint>> row = PhaseDiagram.row(f, sigmaW, sigmaB);
    assertThat(row).hasSameSizeAs(sigmaW);
    for (int i = 0; i < sigmaW.length; i++) {
      Optional<FixedPoint> alone = new MeanField(f, sigmaW[i], sigmaB).findFixedPoint();
      assertThat(row.get(i).isPresent()).isEqualTo(alone.isPresent());
      if (alone.isEmpty()) continue;
      // Another start of Newton's method: rounding, of q* over 1 − its slope and of c* over 1 − χ.
      FixedPoint here = row.get(i).get();
      FixedPoint there = alone.get();
      assertThat(here.qStar()).isCloseTo(there.qStar(), within(1e-14 * (1 + there.qStar())));
      assertThat(here.cStar()).isCloseTo(there.cStar(), within(1e-13));
      assertThat(here.chi1()).isCloseTo(there.chi1(), within(1e-13));
      assertThat(here.phase()).isEqualTo(there.phase());
    }
    boolean bounded = function == Nonlinearity.TANH || function == Nonlinearity.HARD_TANH;
    assertThat(row.get(6).isPresent()).isEqualTo(bounded);
    assertThat(row.get(0)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"TANH, 0.3", "HARD_TANH, 0.5", "RELU, 0.4", "RELU, 0"})
  void theBoundaryPartsOrderFromChaosOrDivergence(Nonlinearity function, double sigmaB) {
    DualActivation f = DualActivation.of(function, 0);
    double w = PhaseDiagram.boundary(f, sigmaB).orElseThrow();
    Optional<FixedPoint> left = new MeanField(f, w - 1e-6, sigmaB).findFixedPoint();
    Optional<FixedPoint> right = new MeanField(f, w + 1e-6, sigmaB).findFixedPoint();
    assertThat(left.orElseThrow().phase()).isEqualTo(FixedPoint.Phase.ORDERED);
    assertThat(right.map(FixedPoint::phase).orElse(FixedPoint.Phase.CHAOTIC))
        .isEqualTo(FixedPoint.Phase.CHAOTIC);
  }
}
