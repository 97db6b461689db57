package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UnitStatisticsTest {
  @Test
  void unitsAreMeasuredOverTheBatch() {
    UnitStatistics s =
        UnitStatistics.of(Tensor.of(Shape.of(3, 2), new double[] {1, -1, 2, -4, 6, -1}));
    assertThat(s.units()).isEqualTo(2);
    assertThat(s.mean(0)).isEqualTo(3);
    assertThat(s.mean(1)).isEqualTo(-2);
    // numpy 2: np.std([1, 2, 6]), np.std([-1, -4, -1]); a few roundings
    assertThat(s.std(0)).isCloseTo(2.160246899469287, within(1e-15));
    assertThat(s.std(1)).isCloseTo(1.4142135623730951, within(1e-15));
  }

  @Test
  void channelsAreMeasuredOverTheBatchAndPositions() {
    double[] data = {1, 2, 3, 4, /* channel 1 */ 0, 0, 0, 8, /* sample 1 */ 5, 6, 7, 8, 0, 0, 0, 0};
    UnitStatistics s = UnitStatistics.of(Tensor.of(Shape.of(2, 2, 2, 2), data));
    assertThat(s.mean(0)).isEqualTo(4.5);
    assertThat(s.mean(1)).isEqualTo(1);
    // numpy 2: np.std(np.arange(1, 9)); √(8²/8 − 1²) = √7
    assertThat(s.std(0)).isCloseTo(2.29128784747792, within(1e-15));
    assertThat(s.std(1)).isCloseTo(Math.sqrt(7), within(1e-15));
    Tensor z = s.standardized(Tensor.of(Shape.of(2, 2, 2, 2), data));
    assertThat(z.data()[7]).isCloseTo(7 / Math.sqrt(7), within(1e-15));
    assertThat(z.data()[8]).isCloseTo(0.5 / s.std(0), within(1e-15));
  }

  @Test
  void whatRoundingCouldMakeOfAConstantDoesNotVary() {
    assertThat(varies(0, 0, 0, 0)).isFalse();
    assertThat(varies(0.1, 0.1, 0.1)).isFalse();
    // one unit in the last place of 1e8
    assertThat(varies(1e8, 1e8, Math.nextUp(1e8), 1e8)).isFalse();
    assertThat(varies(-1e8, -1e8, Math.nextUp(-1e8), -1e8)).isFalse();
    assertThat(varies(1e8, 1e8, 1e8 + 1e-3, 1e8)).isTrue();
    assertThat(varies(1e-8, 2e-8, 3e-8, 4e-8)).isTrue();
  }

  private static boolean varies(double... unit) {
    return UnitStatistics.of(Tensor.of(Shape.of(unit.length, 1), unit)).varies(0);
  }
}
