package org.initlab.core.experiment;

import java.util.List;
import java.util.Optional;

/** One coordinate system: curves, or a heat map with curves (boundaries) over it. */
public record Panel(String title, Axis x, Axis y, List<Series> series, Optional<HeatMap> heatMap) {
  /**
   * A rectangular grid of values, z[row][column] at (x[column], y[row]); NaN cells stay blank.
   *
   * @param label of the colour scale
   */
  public record HeatMap(String label, double[] x, double[] y, double[][] z) {}

  public Panel {
    series = List.copyOf(series);
  }

  public static Panel of(String title, Axis x, Axis y, List<Series> series) {
    return new Panel(title, x, y, series, Optional.empty());
  }
}
