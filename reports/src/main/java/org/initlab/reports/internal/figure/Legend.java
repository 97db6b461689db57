package org.initlab.reports.internal.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.initlab.core.experiment.Series.Style;
import org.initlab.reports.internal.figure.StyleBook.Entry;
import org.initlab.reports.internal.figure.StyleBook.Look;

/** The one legend of a figure, in rows and columns. */
final class Legend {
  private static final double SAMPLE = 24;
  private static final double SAMPLE_GAP = 5;
  private static final double COLUMN_GAP = 16;
  private static final double LINE_HEIGHT = Lettering.lineHeight(FigureStyle.LEGEND) + 2;

  private final StyleBook book;
  private final Lettering lettering;
  private final List<Entry> entries;
  private final List<List<String>> labels = new ArrayList<>();
  private final int rows;
  private final double[] columnWidths;
  private final double[] rowHeights;

  /**
   * A legend that is at most {@code width} wide, in as few rows as fit, read down each column;
   * labels that are wider alone are broken into lines.
   */
  Legend(StyleBook book, double width, Lettering lettering) {
    this.book = book;
    this.lettering = lettering;
    this.entries = book.legend();
    double room = width - SAMPLE - SAMPLE_GAP;
    for (Entry e : entries) labels.add(lettering.wrap(e.label(), FigureStyle.LEGEND, room));
    int fewest = 1;
    while (fewest < entries.size() && total(columnWidths(fewest)) > width) fewest++;
    this.rows = fewest;
    this.columnWidths = columnWidths(rows);
    this.rowHeights = new double[entries.isEmpty() ? 0 : rows];
    for (int i = 0; i < entries.size(); i++) {
      rowHeights[i % rows] = Math.max(rowHeights[i % rows], labels.get(i).size() * LINE_HEIGHT);
    }
  }

  private double[] columnWidths(int rowCount) {
    double[] widths = new double[(entries.size() + rowCount - 1) / rowCount];
    for (int i = 0; i < entries.size(); i++) {
      for (String line : labels.get(i)) {
        double w = SAMPLE + SAMPLE_GAP + lettering.width(line, FigureStyle.LEGEND);
        widths[i / rowCount] = Math.max(widths[i / rowCount], w);
      }
    }
    return widths;
  }

  private static double total(double[] widths) {
    double total = Math.max(0, widths.length - 1) * COLUMN_GAP;
    for (double w : widths) total += w;
    return total;
  }

  double width() {
    return total(columnWidths);
  }

  double height() {
    double height = 0;
    for (double h : rowHeights) height += h;
    return height;
  }

  void paint(Graphics2D g, double left, double top) {
    double x = left;
    double y = top;
    for (int i = 0; i < entries.size(); i++) {
      if (i > 0 && i % rows == 0) {
        x += columnWidths[i / rows - 1] + COLUMN_GAP;
        y = top;
      }
      double middle = y + LINE_HEIGHT / 2;
      sample(g, entries.get(i), x, middle);
      double baseline = middle + Lettering.capHeight(FigureStyle.LEGEND) / 2;
      for (String line : labels.get(i)) {
        lettering.draw(
            g, line, FigureStyle.LEGEND, Palette.INK, x + SAMPLE + SAMPLE_GAP, baseline, 0);
        baseline += LINE_HEIGHT;
      }
      y += rowHeights[i % rows];
    }
  }

  private void sample(Graphics2D g, Entry entry, double x, double y) {
    Set<Style> styles = entry.styles();
    if (styles.contains(Style.BAND)) {
      Look look = book.look(entry.label(), Style.BAND);
      g.setPaint(Palette.translucent(look.color(), PanelPlot.BAND_ALPHA));
      g.fill(new Rectangle2D.Double(x, y - 3.6, SAMPLE, 7.2));
    }
    if (styles.contains(Style.BARS)) {
      Look look = book.look(entry.label(), Style.BARS);
      Rectangle2D bar = new Rectangle2D.Double(x + SAMPLE / 2 - 6, y - 3.5, 12, 7);
      g.setPaint(Palette.translucent(look.color(), PanelPlot.BAR_ALPHA));
      g.fill(bar);
      g.setPaint(look.color());
      g.setStroke(new BasicStroke(0.5f));
      g.draw(bar);
    }
    if (styles.contains(Style.LINE) || styles.contains(Style.BAND)) {
      line(g, book.look(entry.label(), Style.LINE), PanelPlot.LINE, x, y);
    }
    if (styles.contains(Style.LINE)
        || styles.contains(Style.BAND)
        || styles.contains(Style.POINTS)) {
      Look look = book.look(entry.label(), Style.POINTS);
      Shape marker = look.marker().shape(PanelPlot.MARKER + 0.3);
      marker =
          AffineTransform.getTranslateInstance(x + SAMPLE / 2, y).createTransformedShape(marker);
      g.setPaint(look.color());
      g.fill(marker);
      g.setPaint(Color.WHITE);
      g.setStroke(new BasicStroke(0.35f));
      g.draw(marker);
    }
    if (styles.contains(Style.THEORY)) {
      line(g, book.look(entry.label(), Style.THEORY), PanelPlot.THEORY, x, y);
    }
  }

  private static void line(Graphics2D g, Look look, float width, double x, double y) {
    g.setPaint(look.color());
    g.setStroke(look.stroke(width));
    g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
  }
}
