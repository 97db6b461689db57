package org.initlab.reports.internal.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.initlab.core.experiment.Panel.HeatMap;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * The cells of a heat map. Unlike JFreeChart's block renderer it takes centres that are not evenly
 * spaced and logarithmic axes. Neighbours of one colour are drawn as one rectangle, and each
 * overlaps its successors a little, so that viewers that smooth edges show no seams.
 */
final class HeatMapLayer extends AbstractXYAnnotation {
  private static final int COLOURS = 255;
  private static final double OVERLAP = 0.35;

  private final transient HeatMap map;
  private final transient DataRange colour;

  HeatMapLayer(HeatMap map, DataRange colour) {
    this.map = map;
    this.colour = colour;
    if (map.z().length != map.y().length) {
      throw new IllegalArgumentException(
          "heat map '"
              + map.label()
              + "' has "
              + map.z().length
              + " rows, "
              + map.y().length
              + " y");
    }
    for (double[] row : map.z()) {
      if (row.length != map.x().length) {
        throw new IllegalArgumentException(
            "heat map '"
                + map.label()
                + "' has a row of "
                + row.length
                + " cells, "
                + map.x().length
                + " x");
      }
    }
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis xAxis,
      ValueAxis yAxis,
      int rendererIndex,
      PlotRenderingInfo info) {
    double[] x = edges(map.x(), xAxis, area, RectangleEdge.BOTTOM);
    double[] y = edges(map.y(), yAxis, area, RectangleEdge.LEFT);
    Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    for (int row = map.z().length - 1; row >= 0; row--) {
      double[] z = map.z()[row];
      for (int from = 0, to; from < z.length; from = to) {
        int level = level(z[from]);
        to = from + 1;
        while (to < z.length && level(z[to]) == level) to++;
        if (level < 0) continue;
        g.setPaint(colour(level));
        // The last column and the lowest row end where the map ends.
        double right = x[to] + (to < z.length && level(z[to]) >= 0 ? OVERLAP : 0);
        double low = y[row] + (row > 0 && level(map.z()[row - 1][from]) >= 0 ? OVERLAP : 0);
        g.fill(new Rectangle2D.Double(x[from], y[row + 1], right - x[from], low - y[row + 1]));
      }
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
  }

  private static double[] edges(
      double[] centres, ValueAxis axis, Rectangle2D area, RectangleEdge edge) {
    double[] edges = Cells.edges(centres, axis instanceof LogAxis);
    for (int i = 0; i < edges.length; i++) edges[i] = axis.valueToJava2D(edges[i], area, edge);
    return edges;
  }

  /** −1 for a blank cell. */
  private int level(double z) {
    if (!Double.isFinite(z)) return -1;
    return (int) Math.round(COLOURS * colour.position(z, false));
  }

  static Color colour(int level) {
    return Palette.viridis((double) level / COLOURS);
  }
}
