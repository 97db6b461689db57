package org.initlab.reports.internal.figure;

import static org.initlab.reports.internal.figure.FigureStyle.COLUMN_GAP;
import static org.initlab.reports.internal.figure.FigureStyle.NOTE;
import static org.initlab.reports.internal.figure.FigureStyle.PAD;
import static org.initlab.reports.internal.figure.FigureStyle.ROW_GAP;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.reports.internal.figure.PanelPainter.Margins;

/**
 * Lays out a figure and draws it, in points from the upper left corner: panels in a grid with
 * aligned data areas, under them the legend, and under it notes on what could not be drawn. The
 * figure's title and caption are left to the page that shows it.
 */
public final class FigurePainter {
  private static final double HEIGHT_OVER_WIDTH = 0.7;
  private static final double MAP_HEIGHT_OVER_WIDTH = 0.82;
  private static final double LEGEND_GAP = 8;

  private final StyleBook book;
  private final Lettering lettering = new Lettering();
  private final List<PanelPainter> panels = new ArrayList<>();
  private final List<Rectangle2D> dataAreas = new ArrayList<>();
  private final List<Rectangle2D> outerAreas = new ArrayList<>();
  private final Legend legend;
  private final Rectangle2D legendArea;
  private final List<String> notes;
  private final double width;
  private final double height;

  /** A painter for one figure, which has at least one panel. */
  public FigurePainter(Figure figure) {
    if (figure.panels().isEmpty() || figure.columns() < 1) {
      throw new IllegalArgumentException(
          "figure '"
              + figure.id()
              + "' must have at least 1 panel and 1 column, has "
              + figure.panels().size()
              + " and "
              + figure.columns());
    }
    this.book = new StyleBook(figure);
    int columns = Math.min(figure.columns(), figure.panels().size());
    this.width = FigureStyle.width(columns);
    boolean map = figure.panels().stream().anyMatch(p -> p.heatMap().isPresent());
    double shape = map ? MAP_HEIGHT_OVER_WIDTH : HEIGHT_OVER_WIDTH;
    double roughWidth = 0.78 * width / columns;
    for (int i = 0; i < figure.panels().size(); i++) {
      String letter = figure.panels().size() == 1 ? "" : letter(i);
      Panel panel = figure.panels().get(i);
      panels.add(new PanelPainter(panel, letter, roughWidth, shape * roughWidth, lettering));
    }
    double bottom = placePanels(columns, shape);
    this.legend = new Legend(book, width - 2 * PAD, lettering);
    double top = bottom + (legend.height() > 0 ? LEGEND_GAP : 0);
    this.legendArea =
        new Rectangle2D.Double((width - legend.width()) / 2, top, legend.width(), legend.height());
    this.notes = notes(figure);
    double noteHeight = notes.isEmpty() ? 0 : 4 + notes.size() * Lettering.lineHeight(NOTE);
    this.height = Math.ceil(legendArea.getMaxY() + noteHeight + PAD);
  }

  private double placePanels(int columns, double shape) {
    int rows = (panels.size() + columns - 1) / columns;
    double[] left = new double[columns];
    double[] right = new double[columns];
    double[] above = new double[rows];
    double[] below = new double[rows];
    for (int i = 0; i < panels.size(); i++) {
      Margins m = panels.get(i).margins();
      left[i % columns] = Math.max(left[i % columns], m.left());
      right[i % columns] = Math.max(right[i % columns], m.right());
      above[i / columns] = Math.max(above[i / columns], m.top());
      below[i / columns] = Math.max(below[i / columns], m.bottom());
    }
    double room = width - 2 * PAD - (columns - 1) * COLUMN_GAP;
    for (int c = 0; c < columns; c++) room -= left[c] + right[c];
    double w = room / columns;
    double h = shape * w;
    double y = PAD;
    for (int r = 0; r < rows; r++) {
      double x = PAD;
      for (int c = 0; c < columns && r * columns + c < panels.size(); c++) {
        outerAreas.add(
            new Rectangle2D.Double(x, y, left[c] + w + right[c], above[r] + h + below[r]));
        dataAreas.add(new Rectangle2D.Double(x + left[c], y + above[r], w, h));
        x += left[c] + w + right[c] + COLUMN_GAP;
      }
      y += above[r] + h + below[r] + (r < rows - 1 ? ROW_GAP : 0);
    }
    return y;
  }

  private List<String> notes(Figure figure) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < figure.panels().size(); i++) {
      Panel panel = figure.panels().get(i);
      DataRange x = DataRange.x(panel);
      DataRange y = DataRange.y(panel);
      String where = figure.panels().size() == 1 ? "" : letter(i) + " ";
      note(lines, where, x.notFinite() + y.notFinite(), "NaN or infinite");
      note(
          lines,
          where,
          x.notPositive() + y.notPositive(),
          "zero or negative on a logarithmic axis");
      if (Sidestep.in(panel)) {
        note(lines, where + "Points of the same x stand side by side, so that error bars show.");
      }
    }
    return lines;
  }

  private void note(List<String> lines, String where, int count, String what) {
    if (count == 0) return;
    note(
        lines,
        where + count + (count == 1 ? " value is " : " values are ") + what + " and not shown.");
  }

  private void note(List<String> lines, String text) {
    lines.addAll(lettering.wrap(text, NOTE, width - 2 * PAD));
  }

  /** (a), (b), …, (z), (aa), … */
  private static String letter(int i) {
    String letters = "";
    for (int k = i; k >= 0; k = k / 26 - 1) letters = (char) ('a' + k % 26) + letters;
    return "(" + letters + ")";
  }

  public double width() {
    return width;
  }

  public double height() {
    return height;
  }

  /** Where the panels stand with all their labels. */
  public List<Rectangle2D> panelAreas() {
    return List.copyOf(outerAreas);
  }

  /** Where the legend stands; empty if there is none. */
  public Rectangle2D legendArea() {
    return (Rectangle2D) legendArea.clone();
  }

  /** Draws the figure on white. */
  public void paint(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    g.setPaint(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    for (int i = 0; i < panels.size(); i++) panels.get(i).paint(g, dataAreas.get(i), book);
    legend.paint(g, legendArea.getX(), legendArea.getY());
    double baseline = legendArea.getMaxY() + 4;
    for (String line : notes) {
      baseline += Lettering.lineHeight(NOTE);
      lettering.draw(g, line, NOTE, Palette.MUTED, PAD, baseline - 1.5, 0);
    }
  }
}
