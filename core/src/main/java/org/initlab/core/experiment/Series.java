package org.initlab.core.experiment;

/**
 * One curve of a panel: points (x, y), optionally with a symmetric error (0 or NaN: none).
 *
 * @param style how it is drawn; series of one label share a colour across panels and styles
 * @param error half the height of the error bar or band, of the length of y, or empty for none
 */
public record Series(String label, Style style, double[] x, double[] y, double[] error) {
  /** How a series is drawn. */
  public enum Style {
    /** A line through the points with error bars where there are errors. */
    LINE,
    /** Markers with error bars. */
    POINTS,
    /** A line with a shaded band of ± error. */
    BAND,
    /** A thin dashed line: what theory predicts. */
    THEORY,
    /** Bars from 0 to y around each x, a histogram. */
    BARS
  }

  public Series {
    if (x.length != y.length || (error.length != 0 && error.length != y.length)) {
      throw new IllegalArgumentException(
          "series '"
              + label
              + "' has "
              + x.length
              + " x, "
              + y.length
              + " y, "
              + error.length
              + " errors");
    }
  }

  public static Series of(String label, Style style, double[] x, double[] y) {
    return new Series(label, style, x, y, new double[0]);
  }
}
