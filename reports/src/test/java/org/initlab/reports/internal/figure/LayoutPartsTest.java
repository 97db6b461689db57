package org.initlab.reports.internal.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.GeneralPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;
import org.initlab.reports.internal.figure.StyleBook.Look;
import org.junit.jupiter.api.Test;

class LayoutPartsTest {
  @Test
  void glyphsHaveTheFontsWidthsAndOutlines() {
    // Advance widths and the box of H in font units (2048 to the em), read with fontTools 4.
    Typeface regular = Typeface.regular();
    assertThat(regular.width("H", 2048)).isEqualTo(1540);
    assertThat(regular.width("‖h‖", 2048)).isEqualTo(3346);
    assertThat(Typeface.bold().width("a", 2048)).isEqualTo(1382);
    GeneralPath path = new GeneralPath();
    regular.outline("H", 2048, 100, 0, path);
    assertThat(path.getBounds2D().getMinX()).isEqualTo(100 + 201.0);
    assertThat(path.getBounds2D().getMinY()).isEqualTo(-1493.0);
    assertThat(path.getBounds2D().getMaxY()).isZero();
  }

  @Test
  void textIsBrokenBetweenWordsOnly() {
    Lettering lettering = new Lettering();
    List<String> lines = lettering.wrap("one two three  four", FigureStyle.LABEL, 40);
    assertThat(String.join(" ", lines)).isEqualTo("one two three four");
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines)
        .allSatisfy(l -> assertThat(lettering.width(l, FigureStyle.LABEL)).isLessThanOrEqualTo(40));
    assertThat(lettering.wrap(" ", FigureStyle.LABEL, 40)).isEmpty();
  }

  @Test
  void cellsMeetHalfWay() {
    assertThat(Cells.edges(new double[] {1, 2, 4}, false)).containsExactly(0.5, 1.5, 3, 5);
    // Powers and logarithms to base 10 cost a few units in the last place each.
    assertThat(Cells.edges(new double[] {1, 100}, true))
        .containsExactly(new double[] {0.1, 10, 1000}, within(1e-12));
    assertThat(Cells.edges(new double[] {3}, false)).containsExactly(2.5, 3.5);
    assertThatThrownBy(() -> Cells.edges(new double[] {1, 1}, false))
        .hasMessageContaining("strictly increasing; number 1 is 1.0");
    assertThatThrownBy(() -> Cells.edges(new double[] {0, 1}, true))
        .hasMessageContaining("positive");
  }

  @Test
  void axesFitTheDataWithItsErrors() {
    Series s =
        new Series(
            "s",
            Style.LINE,
            new double[] {0, 10},
            new double[] {1, 3},
            new double[] {0.5, Double.NaN});
    Panel panel = Panel.of("", Axis.linear(""), Axis.linear(""), List.of(s));
    // 5 % of 2.5 on either side.
    assertThat(DataRange.y(panel).min()).isCloseTo(0.5 - 0.125, within(1e-15));
    assertThat(DataRange.y(panel).max()).isCloseTo(3 + 0.125, within(1e-15));
    assertThat(DataRange.x(panel).integers()).isTrue();
    Panel given =
        Panel.of("", Axis.linear(""), Axis.linear("").between(-1, Double.NaN), List.of(s));
    assertThat(DataRange.y(given).min()).isEqualTo(-1);
  }

  @Test
  void badEndsOfAxesAreNamed() {
    Axis log = Axis.logarithmic("loss").between(0, 1);
    assertThatThrownBy(() -> DataRange.y(Panel.of("", log, log, List.of())))
        .hasMessageContaining("axis 'loss', min must be positive");
    Axis reversed = Axis.linear("loss").between(2, 1);
    assertThatThrownBy(() -> DataRange.y(Panel.of("", reversed, reversed, List.of())))
        .hasMessageContaining("axis 'loss' ends at 1.0, which is not above 2.0");
  }

  @Test
  void twentyCurvesDifferInMoreThanColour() {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < 20; i++)
      series.add(Series.of("s" + i, Style.LINE, new double[1], new double[1]));
    Panel panel = Panel.of("", Axis.linear(""), Axis.linear(""), series);
    StyleBook book = new StyleBook(new Figure("f", "", "", 1, List.of(panel)));
    Set<String> looks = new HashSet<>();
    Set<String> withoutColour = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Look look = book.look("s" + i, Style.LINE);
      looks.add(look.color() + " " + look.dash().length + look.marker());
      withoutColour.add(java.util.Arrays.toString(look.dash()) + look.marker());
    }
    assertThat(looks).hasSize(20);
    assertThat(withoutColour).hasSize(20);
  }

  @Test
  void viridisEndsWhereItsAuthorsSay() {
    assertThat(Palette.viridis(0).getRGB() & 0xFFFFFF).isEqualTo(0x440154);
    assertThat(Palette.viridis(1).getRGB() & 0xFFFFFF).isEqualTo(0xFDE725);
    assertThat(Palette.viridis(0.5).getRGB() & 0xFFFFFF).isEqualTo(0x21908C);
  }
}
