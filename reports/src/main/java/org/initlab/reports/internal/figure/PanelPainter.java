package org.initlab.reports.internal.figure;

import static org.initlab.reports.internal.figure.FigureStyle.COLOUR_BAR_GAP;
import static org.initlab.reports.internal.figure.FigureStyle.COLOUR_BAR_WIDTH;
import static org.initlab.reports.internal.figure.FigureStyle.LABEL;
import static org.initlab.reports.internal.figure.FigureStyle.LABEL_GAP;
import static org.initlab.reports.internal.figure.FigureStyle.LETTER;
import static org.initlab.reports.internal.figure.FigureStyle.TICK;
import static org.initlab.reports.internal.figure.FigureStyle.TICK_GAP;
import static org.initlab.reports.internal.figure.FigureStyle.TICK_LENGTH;
import static org.initlab.reports.internal.figure.FigureStyle.TITLE;
import static org.initlab.reports.internal.figure.FigureStyle.TITLE_GAP;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Panel;

/** Measures and draws one panel: plot, tick labels, axis labels, title and colour bar. */
final class PanelPainter {
  /** Space around the data area in points. */
  record Margins(double left, double right, double top, double bottom) {}

  private final Panel panel;
  private final String letter;
  private final PlotFrame frame;
  private final Lettering lettering;
  private final List<String> xLabel;
  private final List<String> yLabel;
  private final List<String> title;
  private final List<String> colourLabel;

  /**
   * A panel on a data area of about the given size.
   *
   * @param letter of the panel, "(a)", or empty
   */
  PanelPainter(Panel panel, String letter, double width, double height, Lettering lettering) {
    this.panel = panel;
    this.letter = letter;
    this.lettering = lettering;
    this.frame = PlotFrame.of(panel, width, height, lettering);
    this.xLabel = lettering.wrap(panel.x().label(), LABEL, width);
    this.yLabel = lettering.wrap(panel.y().label(), LABEL, height);
    this.title = lettering.wrap(panel.title(), TITLE, width - letterWidth());
    this.colourLabel =
        panel.heatMap().map(h -> lettering.wrap(h.label(), LABEL, height)).orElse(List.of());
  }

  Margins margins() {
    double left = TICK_LENGTH + TICK_GAP + widest(frame.yTicks()) + block(yLabel, LABEL_GAP);
    double bottom = TICK_LENGTH + TICK_GAP + Lettering.capHeight(TICK) + block(xLabel, 4.5);
    int titleLines = Math.max(title.size(), letter.isEmpty() ? 0 : 1);
    double top = titleLines == 0 ? 4 : titleLines * Lettering.lineHeight(TITLE) + TITLE_GAP - 2;
    double right = overhang();
    if (frame.colour() != null) {
      right =
          COLOUR_BAR_GAP
              + COLOUR_BAR_WIDTH
              + TICK_LENGTH
              + TICK_GAP
              + widest(frame.colourTicks())
              + block(colourLabel, LABEL_GAP);
    }
    return new Margins(left, right, top, bottom);
  }

  /** How far the last label of the x axis reaches over the end of the axis, at most. */
  private double overhang() {
    double width = 0;
    for (Tick t : frame.xTicks()) width = Math.max(width, lettering.width(t.label(), TICK));
    return width / 2;
  }

  private double widest(List<Tick> ticks) {
    return ticks.stream().mapToDouble(t -> lettering.width(t.label(), TICK)).max().orElse(0);
  }

  private static double block(List<String> lines, double gap) {
    return lines.isEmpty() ? 0 : gap + lines.size() * Lettering.lineHeight(LABEL);
  }

  private double letterWidth() {
    return letter.isEmpty() ? 0 : lettering.width(letter + " ", LETTER);
  }

  /** Draws the panel around its data area. */
  void paint(Graphics2D g, Rectangle2D area, StyleBook book) {
    PanelPlot.of(panel, frame, book).draw(g, area, null, null, null);
    titleAbove(g, area);
    xAxis(g, area);
    yAxis(g, area);
    if (frame.colour() != null) colourBar(g, area);
  }

  private void titleAbove(Graphics2D g, Rectangle2D area) {
    double baseline =
        area.getMinY() - TITLE_GAP - Math.max(0, title.size() - 1) * Lettering.lineHeight(TITLE);
    lettering.draw(g, letter, LETTER, Palette.INK, area.getMinX(), baseline, 0);
    for (String line : title) {
      lettering.draw(g, line, TITLE, Palette.INK, area.getMinX() + letterWidth(), baseline, 0);
      baseline += Lettering.lineHeight(TITLE);
    }
  }

  private void xAxis(Graphics2D g, Rectangle2D area) {
    double baseline = area.getMaxY() + TICK_LENGTH + TICK_GAP + Lettering.capHeight(TICK) + 0.5;
    for (Tick t : frame.xTicks()) {
      if (!t.isMajor()) continue;
      double at = frame.x().position(t.value(), panel.x().logarithmic());
      double x = area.getMinX() + at * area.getWidth();
      lettering.draw(g, t.label(), TICK, Palette.INK, x, baseline, 0.5);
    }
    baseline += 1.5;
    for (String line : xLabel) {
      baseline += Lettering.lineHeight(LABEL);
      lettering.draw(g, line, LABEL, Palette.INK, area.getCenterX(), baseline, 0.5);
    }
  }

  private void yAxis(Graphics2D g, Rectangle2D area) {
    double right = area.getMinX() - TICK_LENGTH - TICK_GAP;
    tickColumn(g, area, frame.yTicks(), frame.y(), panel.y(), right, 1);
    double baseline =
        right
            - widest(frame.yTicks())
            - LABEL_GAP
            - (yLabel.size() - 1) * Lettering.lineHeight(LABEL);
    upwards(g, yLabel, baseline, area.getCenterY());
  }

  private void tickColumn(
      Graphics2D g,
      Rectangle2D area,
      List<Tick> ticks,
      DataRange range,
      Axis axis,
      double x,
      double align) {
    for (Tick t : ticks) {
      if (!t.isMajor()) continue;
      double at = range.position(t.value(), axis.logarithmic());
      double y = area.getMaxY() - at * area.getHeight() + Lettering.capHeight(TICK) / 2;
      lettering.draw(g, t.label(), TICK, Palette.INK, x, y, align);
    }
  }

  private void upwards(Graphics2D g, List<String> lines, double baseline, double middle) {
    double x = baseline;
    for (String line : lines) {
      lettering.drawUpwards(g, line, LABEL, Palette.INK, x, middle);
      x += Lettering.lineHeight(LABEL);
    }
  }

  private void colourBar(Graphics2D g, Rectangle2D area) {
    double x = area.getMaxX() + COLOUR_BAR_GAP;
    Rectangle2D bar = new Rectangle2D.Double(x, area.getMinY(), COLOUR_BAR_WIDTH, area.getHeight());
    Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    int steps = 128;
    for (int i = 0; i < steps; i++) {
      g.setPaint(Palette.viridis((i + 0.5) / steps));
      double top = bar.getMaxY() - (i + 1) * bar.getHeight() / steps;
      g.fill(
          new Rectangle2D.Double(
              x, top, COLOUR_BAR_WIDTH, bar.getHeight() / steps + (i == 0 ? 0 : 0.35)));
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
    g.setPaint(Palette.INK);
    g.setStroke(new BasicStroke(0.6f));
    g.draw(bar);
    for (Tick t : frame.colourTicks()) {
      double y = bar.getMaxY() - frame.colour().position(t.value(), false) * bar.getHeight();
      g.draw(new Line2D.Double(bar.getMaxX(), y, bar.getMaxX() + TICK_LENGTH, y));
    }
    double left = bar.getMaxX() + TICK_LENGTH + TICK_GAP;
    tickColumn(g, bar, frame.colourTicks(), frame.colour(), Axis.linear(""), left, 0);
    double baseline =
        left + widest(frame.colourTicks()) + LABEL_GAP + Lettering.capHeight(LABEL) + 1;
    upwards(g, colourLabel, baseline, area.getCenterY());
  }
}
