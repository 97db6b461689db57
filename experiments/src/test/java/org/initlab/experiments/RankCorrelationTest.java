package org.initlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Spearman's rank correlation, with and without ties. */
class RankCorrelationTest {
  @Test
  void anyMonotoneCurveIsOne() {
    assertThat(RankCorrelation.of(new double[] {1, 5, 2}, new double[] {1, 1e9, 4}))
        .isCloseTo(1, within(1e-15));
    assertThat(RankCorrelation.of(new double[] {1, 5, 2}, new double[] {9, -4, 0}))
        .isCloseTo(-1, within(1e-15));
  }

  /** Ranks 0, 1.5, 1.5, 3 and 0, 2, 1, 3: 4.5/√(4.5·5) by hand. */
  @Test
  void tiesHaveTheirMeanRank() {
    double[] x = {1, 2, 2, 3};
    double[] y = {1, 3, 2, 4};
    assertThat(RankCorrelation.of(x, y)).isCloseTo(4.5 / Math.sqrt(22.5), within(1e-15));
  }
}
