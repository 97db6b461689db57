package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPanelsTest {

  @ParameterizedTest
  @CsvSource({"6, 2", "12, 4"})
  void panelsCoverTheRowsOnceWithHeightsThatTheKernelsHave(int highest, int step) {
    for (int rows = 1; rows <= 5 * highest; rows++) {
      RowPanels panels = RowPanels.of(rows, highest, step);
      assertThat(panels.first(0)).isZero();
      assertThat(panels.covered()).isBetween(rows, rows + step - 1);
      assertThat(panels.first(panels.count())).isEqualTo(panels.covered());
      for (int p = 0; p < panels.count(); p++) {
        assertThat(panels.height(p)).isBetween(step, highest);
        assertThat(panels.height(p) % step).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 6, 2, 4, 4", "32, 6, 2, 4, 4", "16, 12, 4, 8, 8"})
  void theLowestTileIsAvoided(int rows, int highest, int step, int lastButOne, int last) {
    RowPanels panels = RowPanels.of(rows, highest, step);
    assertThat(panels.height(panels.count() - 2)).isEqualTo(lastButOne);
    assertThat(panels.height(panels.count() - 1)).isEqualTo(last);
  }
}
