package org.initlab.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaarOrthogonalTest {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  @ParameterizedTest
  @CsvSource({
    "1,1", "1,7", "7,1", "2,2", "33,32", "32,33", "100,37", "37,100", "129,129", "300,64"
  })
  void theShorterSideIsOrthonormal(int rows, int columns) {
    double[] q = HaarOrthogonal.sample(rows, columns, new Seed(1).stream("q"));
    int tall = Math.max(rows, columns);
    int thin = Math.min(rows, columns);
    // Householder QR: ‖QᵀQ − I‖ ≤ c·m·n·u in the worst case (Higham 2002, Theorem 19.4), c small.
    double bound = 4.0 * tall * UNIT_ROUNDOFF * Math.sqrt(thin) + 4 * UNIT_ROUNDOFF;
    for (int a = 0; a < thin; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < tall; i++) {
          dot +=
              rows < columns
                  ? q[a * columns + i] * q[b * columns + i]
                  : q[i * columns + a] * q[i * columns + b];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(bound));
      }
    }
  }

  @Test
  void theSameStreamGivesTheSameBits() {
    assertThat(HaarOrthogonal.sample(50, 70, new Seed(3).stream("w")))
        .isEqualTo(HaarOrthogonal.sample(50, 70, new Seed(3).stream("w")));
  }

  @Test
  void anEmptyShapeIsRefused() {
    assertThatThrownBy(() -> HaarOrthogonal.sample(0, 3, new Seed(1).stream("w")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("rows must be at least 1, was 0");
  }
}
