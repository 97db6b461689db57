package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;
import org.initlab.reports.SvgShapes.Shape;
import org.initlab.reports.internal.figure.FigurePainter;
import org.junit.jupiter.api.Test;

class FigureFilesTest {
  private static final List<Figure> SAMPLES =
      List.of(SampleFigures.curves(), SampleFigures.phaseAndSpectrum(), SampleFigures.awkward());

  @Test
  void everyCurveIsDrawnOnceInItsPanelAndOnceInTheLegend() throws Exception {
    List<Shape> shapes = SvgShapes.read(FigureFiles.svg(SampleFigures.curves()));
    List<String> colours =
        List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");
    for (String colour : colours) {
      long curves =
          shapes.stream()
              .filter(s -> s.stroke().equals(colour) && s.strokeWidth().equals("1.15"))
              .count();
      assertThat(curves).as("lines in %s: four panels and the legend", colour).isEqualTo(5);
    }
    // Three theory curves and the line at 1 in each panel; "no change" and "theory" in the legend.
    assertThat(shapes.stream().filter(s -> s.strokeWidth().equals(".9")).count())
        .isEqualTo(4 * 4 + 2);
  }

  @Test
  void everyLabelStandsInThePictureAndInTheLegendOnce() throws Exception {
    List<String> texts = texts(FigureFiles.svg(SampleFigures.curves()));
    for (String label : SampleFigures.SCHEMES) assertThat(texts).containsOnlyOnce(label);
    assertThat(texts)
        .containsOnlyOnce("no change", "theory", "(a)", "(b)", "(c)", "(d)")
        .contains("layer l", "block b", "‖h^{l}‖ / ‖x‖", "0.01", "1000");
  }

  @Test
  void whatCannotBeShownIsSaid() throws Exception {
    assertThat(texts(FigureFiles.svg(SampleFigures.awkward())))
        .contains(
            "(a) 4 values are NaN or infinite and not shown.",
            "(a) 2 values are zero or negative on a logarithmic axis and not shown.");
  }

  @Test
  void anAxisSaysTheNamesOrValuesThatItIsMarkedWith() throws Exception {
    Series points = Series.of("", Style.POINTS, new double[] {0, 1}, new double[] {2, 200});
    Axis names = Axis.categories("scheme", List.of("default", "proposed"));
    Axis depths = Axis.logarithmic("depth").markedAt(2, 5, 200);
    assertThat(texts(FigureFiles.svg(figure(names, depths, points))))
        .contains("default", "proposed", "2", "5", "200")
        .doesNotContain("0", "0.5", "10", "100");
  }

  /** Labels that would overlap are left out; their ticks stay. */
  @Test
  void marksWithoutRoomKeepTheirTicks() throws Exception {
    Series points = Series.of("", Style.POINTS, new double[] {0, 1000}, new double[] {0, 1});
    Axis crowded = Axis.linear("").markedAt(0, 1, 2, 1000);
    assertThat(texts(FigureFiles.svg(figure(crowded, Axis.linear(""), points))))
        .contains("0", "1000")
        .doesNotContain("2");
  }

  private static Figure figure(Axis x, Axis y, Series series) {
    return new Figure("f", "", "", 1, List.of(Panel.of("", x, y, List.of(series))));
  }

  @Test
  void pointsStandWhereTheTicksSay() throws Exception {
    for (boolean log : new boolean[] {false, true}) {
      Axis x = new Axis("", log, 1, 10000);
      Axis y = new Axis("", log, 10, 100000);
      double[] at = {10, 1000};
      double[] values = {100, 10000};
      Figure figure =
          new Figure(
              "f",
              "",
              "",
              1,
              List.of(Panel.of("", x, y, List.of(Series.of("", Style.POINTS, at, values)))));
      List<Shape> shapes = SvgShapes.read(FigureFiles.svg(figure));
      List<Shape> markers = shapes.stream().filter(s -> s.fill().equals("#0072b2")).toList();
      // The data area is the only large shape with an outline.
      Rectangle2D area =
          shapes.stream()
              .filter(s -> !s.stroke().isEmpty() && s.bounds().getHeight() > 50)
              .map(Shape::bounds)
              .filter(b -> b.getWidth() > 50)
              .findFirst()
              .orElseThrow();
      for (int i = 0; i < 2; i++) {
        double right = log ? (i == 0 ? 0.25 : 0.75) : (at[i] - 1) / 9999;
        double up = log ? (i == 0 ? 0.25 : 0.75) : (values[i] - 10) / 99990;
        Rectangle2D marker = markers.get(i).bounds();
        // Coordinates are rounded to 0.01 each.
        assertThat(marker.getCenterX())
            .isCloseTo(area.getX() + right * area.getWidth(), within(0.03));
        assertThat(marker.getCenterY())
            .isCloseTo(area.getMaxY() - up * area.getHeight(), within(0.03));
      }
      String label = log ? "10^{3}" : "4000";
      double value = log ? 0.75 : (4000 - 1) / 9999.0;
      Rectangle2D text =
          shapes.stream()
              .filter(s -> s.label().equals(label))
              .filter(s -> s.bounds().getY() > area.getMaxY())
              .findFirst()
              .orElseThrow()
              .bounds();
      // Side bearings at both ends differ by less than 2 of a size of 7; the next tick is 50 away.
      assertThat(text.getCenterX()).isCloseTo(area.getX() + value * area.getWidth(), within(1.0));
    }
  }

  @Test
  void errorBarsAtOneXStandBesideEachOther() throws Exception {
    double[] x = {1, 2, 3};
    double[] y = {1, 1, 1};
    double[] error = {1, 1, 1};
    List<Series> series =
        List.of(
            new Series("a", Style.POINTS, x, y, error),
            new Series("b", Style.POINTS, x, y, error),
            new Series("c", Style.POINTS, x, y, error));
    Panel panel = Panel.of("", Axis.linear(""), Axis.linear(""), series);
    List<Shape> bars =
        SvgShapes.read(FigureFiles.svg(new Figure("f", "", "", 1, List.of(panel)))).stream()
            .filter(s -> s.strokeWidth().equals(".7") && s.bounds().getWidth() == 0)
            .toList();
    assertThat(bars).hasSize(9);
    for (int i = 0; i < 3; i++) {
      double a = bars.get(i).bounds().getX();
      double b = bars.get(3 + i).bounds().getX();
      double c = bars.get(6 + i).bounds().getX();
      // Wider than a cap, 3, and symmetric to the rounding of 0.01.
      assertThat(b - a).isGreaterThan(3);
      assertThat(c - b).isCloseTo(b - a, within(0.021));
    }
  }

  @Test
  void errorBarsThatDoNotMeetStandAtTheirX() throws Exception {
    double[] x = {1, 2, 3};
    double[] error = {0.1, 0.1, 0.1};
    List<Series> series =
        List.of(
            new Series("a", Style.POINTS, x, new double[] {1, 1, 1}, error),
            new Series("b", Style.POINTS, x, new double[] {2, 2, 2}, error));
    Panel panel = Panel.of("", Axis.linear(""), Axis.linear(""), series);
    List<Shape> shapes =
        SvgShapes.read(FigureFiles.svg(new Figure("f", "", "", 1, List.of(panel))));
    List<Shape> bars =
        shapes.stream()
            .filter(s -> s.strokeWidth().equals(".7") && s.bounds().getWidth() == 0)
            .toList();
    assertThat(bars).hasSize(6);
    for (int i = 0; i < 3; i++) {
      assertThat(bars.get(3 + i).bounds().getX()).isEqualTo(bars.get(i).bounds().getX());
    }
    assertThat(shapes).extracting(Shape::label).noneMatch(l -> l.contains("side by side"));
  }

  @Test
  void theLegendHidesNothingAndNothingLeavesItsPlace() throws Exception {
    for (Figure figure : SAMPLES) {
      FigurePainter painter = new FigurePainter(figure);
      Rectangle2D legend = painter.legendArea();
      assertThat(legend.isEmpty()).isFalse();
      List<Rectangle2D> panels = painter.panelAreas();
      for (int i = 0; i < panels.size(); i++) {
        assertThat(panels.get(i).intersects(legend)).isFalse();
        for (int j = 0; j < i; j++) {
          assertThat(panels.get(i).intersects(panels.get(j))).isFalse();
        }
      }
      // Ink: outside the places of panels, legend and notes the picture is white.
      int scale = 2;
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(FigureFiles.png(figure, scale)));
      List<Rectangle2D> places = new ArrayList<>(panels);
      places.add(legend);
      places.add(new Rectangle2D.Double(0, legend.getMaxY(), painter.width(), painter.height()));
      int ink = 0;
      int stray = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          if ((image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF) continue;
          ink++;
          Rectangle2D pixel =
              new Rectangle2D.Double((double) x / scale - 1, (double) y / scale - 1, 2, 2);
          if (places.stream().noneMatch(p -> p.intersects(pixel))) stray++;
        }
      }
      assertThat(ink).isGreaterThan(10_000);
      assertThat(stray).as("pixels of %s outside panels and legend", figure.id()).isZero();
    }
  }

  @Test
  void pngHasThreePixelsPerPoint() throws Exception {
    Figure figure = SampleFigures.phaseAndSpectrum();
    FigurePainter painter = new FigurePainter(figure);
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(FigureFiles.png(figure, FigureFiles.PNG_SCALE)));
    assertThat(image.getWidth()).isEqualTo((int) (3 * painter.width()));
    assertThat(image.getHeight()).isEqualTo((int) (3 * painter.height()));
  }

  @Test
  void pdfIsOnePageOfTheFiguresSize() throws Exception {
    Figure figure = SampleFigures.curves();
    FigurePainter painter = new FigurePainter(figure);
    try (PDDocument document = Loader.loadPDF(FigureFiles.pdf(figure))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat((double) document.getPage(0).getMediaBox().getWidth()).isEqualTo(painter.width());
      assertThat((double) document.getPage(0).getMediaBox().getHeight())
          .isEqualTo(painter.height());
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(figure.title());
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
    }
  }

  @Test
  void theSameFigureGivesTheSameBytesInAnyLocale() {
    Locale saved = Locale.getDefault();
    try {
      for (Figure figure : SAMPLES) {
        Locale.setDefault(Locale.ROOT);
        String svg = FigureFiles.svg(figure);
        byte[] pdf = FigureFiles.pdf(figure);
        byte[] png = FigureFiles.png(figure, 1);
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(FigureFiles.svg(figure)).isEqualTo(svg);
        assertThat(FigureFiles.pdf(figure)).isEqualTo(pdf);
        assertThat(FigureFiles.png(figure, 1)).isEqualTo(png);
      }
    } finally {
      Locale.setDefault(saved);
    }
  }

  @Test
  void idsOfTwoFiguresInOnePageDiffer() {
    Figure figure = SampleFigures.curves();
    assertThat(FigureFiles.svgElement(figure, "run1-curves"))
        .contains("id=\"run1-curves-clip1\"", "clip-path=\"url(#run1-curves-clip1)\"")
        .doesNotContain("id=\"curves-");
  }

  @Test
  void aFigureWithoutPanelsIsRefused() {
    assertThatThrownBy(() -> FigureFiles.svg(new Figure("f", "", "", 1, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("figure 'f' must have at least 1 panel");
  }

  private static List<String> texts(String svg) throws Exception {
    return SvgShapes.read(svg).stream().map(Shape::label).filter(s -> !s.isEmpty()).toList();
  }
}
