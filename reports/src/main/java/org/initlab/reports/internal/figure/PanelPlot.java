package org.initlab.reports.internal.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.function.Consumer;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;
import org.initlab.reports.internal.figure.StyleBook.Look;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Builds JFreeChart's plot of a panel, layer over layer: heat map, bars, bands, error bars and
 * lines, markers, and theory on top.
 */
final class PanelPlot {
  static final float LINE = 1.15f;
  static final float THEORY = 0.9f;
  static final double MARKER = 2.1;
  static final int BAND_ALPHA = 50;
  static final int BAR_ALPHA = 110;

  /** Under a curve that crosses a heat map, so that it shows on every colour. */
  private static final float HALO = 1.3f;

  /** A curve of more points than this has markers and error bars on some of them only. */
  private static final int MOST_MARKERS = 14;

  private final XYPlot plot = new XYPlot();
  private final Panel panel;
  private final PlotFrame frame;
  private final StyleBook book;

  private PanelPlot(Panel panel, PlotFrame frame, StyleBook book) {
    this.panel = panel;
    this.frame = frame;
    this.book = book;
  }

  /** The plot; its data area is the whole area it is drawn in. */
  static XYPlot of(Panel panel, PlotFrame frame, StyleBook book) {
    return new PanelPlot(panel, frame, book).build();
  }

  private XYPlot build() {
    plot.setDomainAxis(TickedAxis.of(frame.x(), panel.x().logarithmic(), frame.xTicks()));
    plot.setRangeAxis(TickedAxis.of(frame.y(), panel.y().logarithmic(), frame.yTicks()));
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setFixedDomainAxisSpace(new AxisSpace());
    plot.setFixedRangeAxisSpace(new AxisSpace());
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(Palette.INK);
    plot.setOutlineStroke(new BasicStroke(0.6f));
    boolean grid = panel.heatMap().isEmpty();
    plot.setDomainGridlinesVisible(grid);
    plot.setRangeGridlinesVisible(grid);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(0.5f));
    plot.setRangeGridlineStroke(new BasicStroke(0.5f));
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);

    XYLineAndShapeRenderer ground = new XYLineAndShapeRenderer();
    panel
        .heatMap()
        .ifPresent(
            h -> ground.addAnnotation(new HeatMapLayer(h, frame.colour()), Layer.BACKGROUND));
    layer(new XYIntervalSeriesCollection(), ground);
    each(Style.BARS, this::bars);
    each(Style.BAND, this::band);
    for (Series s : panel.series()) measured(s);
    each(Style.THEORY, s -> line(s, THEORY));
    // A line's halo on a heat map would cut into the markers under it.
    if (!grid) panel.series().forEach(this::markers);
    return plot;
  }

  private void each(Style style, Consumer<Series> draw) {
    panel.series().stream().filter(s -> s.style() == style).forEach(draw);
  }

  private void measured(Series s) {
    if (s.style() == Style.BARS || s.style() == Style.THEORY) return;
    if (s.style() != Style.BAND) errorBars(s);
    if (s.style() != Style.POINTS) line(s, LINE);
    if (panel.heatMap().isEmpty()) markers(s);
  }

  /** Markers and error bars stand on every n-th point of a series; this is n. */
  private static int step(Series s) {
    boolean all = s.style() == Style.POINTS || s.x().length <= MOST_MARKERS;
    return all ? 1 : (s.x().length + MOST_MARKERS - 1) / MOST_MARKERS;
  }

  /** So many points that markers would be beads: a smooth curve such as a boundary. */
  private static boolean isDense(Series s) {
    return s.style() != Style.POINTS && s.x().length > 100;
  }

  private void line(Series s, float width) {
    Look look = book.look(s.label(), s.style());
    for (IntervalXYDataset run : curve(s).runs()) {
      if (panel.heatMap().isPresent()) {
        layer(run, lines(Color.WHITE, new BasicStroke(width + HALO)));
      }
      layer(run, lines(look.color(), look.stroke(width)));
    }
  }

  private static XYItemRenderer lines(Color color, BasicStroke stroke) {
    XYLineAndShapeRenderer r = new XYLineAndShapeRenderer(true, false);
    r.setDrawSeriesLineAsPath(true);
    r.setSeriesPaint(0, color);
    r.setSeriesStroke(0, stroke);
    return r;
  }

  private void markers(Series s) {
    if (s.style() == Style.BARS || s.style() == Style.THEORY || isDense(s)) return;
    Look look = book.look(s.label(), s.style());
    XYLineAndShapeRenderer r = new XYLineAndShapeRenderer(false, true);
    r.setSeriesShape(0, look.marker().shape(MARKER));
    r.setSeriesPaint(0, look.color());
    r.setDrawOutlines(true);
    r.setUseOutlinePaint(true);
    r.setSeriesOutlinePaint(0, Color.WHITE);
    r.setSeriesOutlineStroke(0, new BasicStroke(0.35f));
    layer(curve(s).points(step(s), book.index(s.label())), r);
  }

  private void errorBars(Series s) {
    XYErrorRenderer r = new XYErrorRenderer();
    r.setSeriesLinesVisible(0, false);
    r.setSeriesShapesVisible(0, false);
    r.setDrawXError(false);
    r.setCapLength(3);
    r.setErrorPaint(book.look(s.label(), s.style()).color());
    r.setErrorStroke(new BasicStroke(0.7f));
    layer(curve(s).errors(step(s), book.index(s.label())), r);
  }

  private void band(Series s) {
    for (IntervalXYDataset run : curve(s).runs()) {
      DeviationRenderer r = new DeviationRenderer(false, false);
      r.setAlpha(1f);
      r.setSeriesFillPaint(
          0, Palette.translucent(book.look(s.label(), s.style()).color(), BAND_ALPHA));
      layer(run, r);
    }
  }

  private void bars(Series s) {
    double[] edges = Cells.edges(s.x(), panel.x().logarithmic());
    XYIntervalSeries bars = new XYIntervalSeries(s.label(), false, true);
    for (int i = 0; i < s.x().length; i++) {
      double y = s.y()[i];
      if (!Double.isFinite(y) || (panel.y().logarithmic() && y <= 0)) continue;
      bars.add(s.x()[i], edges[i], edges[i + 1], y, y, y);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(bars);
    XYBarRenderer r = new XYBarRenderer();
    r.setBarPainter(new StandardXYBarPainter());
    r.setShadowVisible(false);
    r.setBase(panel.y().logarithmic() ? frame.y().min() : 0);
    Color color = book.look(s.label(), s.style()).color();
    r.setSeriesPaint(0, Palette.translucent(color, BAR_ALPHA));
    r.setDrawBarOutline(true);
    r.setSeriesOutlinePaint(0, color);
    r.setSeriesOutlineStroke(0, new BasicStroke(0.5f));
    layer(data, r);
  }

  private Curve curve(Series s) {
    return new Curve(s, panel, frame, Sidestep.of(s, panel));
  }

  private void layer(IntervalXYDataset data, XYItemRenderer renderer) {
    int i = plot.getDatasetCount();
    plot.setDataset(i, data);
    plot.setRenderer(i, renderer);
  }
}
