package org.initlab.reports.internal.figure;

import org.initlab.core.error.Arguments;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;

/**
 * The ends of an axis: as given, or so that all finite data (with errors) fit with a margin. Values
 * that a logarithmic axis cannot show are counted, for a note under the figure.
 */
record DataRange(double min, double max, boolean integers, int notFinite, int notPositive) {
  private static final double MARGIN = 0.05;

  static DataRange x(Panel panel) {
    Fit fit = new Fit(panel.x());
    for (Series s : panel.series()) {
      if (s.style() == Style.BARS) {
        double[] edges = Cells.edges(s.x(), panel.x().logarithmic());
        fit.tight(edges[0]);
        fit.tight(edges[edges.length - 1]);
      }
      for (double x : s.x()) fit.value(x);
    }
    panel
        .heatMap()
        .ifPresent(
            h -> {
              double[] edges = Cells.edges(h.x(), panel.x().logarithmic());
              fit.tight(edges[0]);
              fit.tight(edges[edges.length - 1]);
            });
    return fit.range(0.6 * MARGIN, panel.heatMap().isPresent());
  }

  static DataRange y(Panel panel) {
    Fit fit = new Fit(panel.y());
    for (Series s : panel.series()) {
      if (s.style() == Style.BARS && !panel.y().logarithmic()) fit.tight(0);
      for (int i = 0; i < s.y().length; i++) {
        fit.value(s.y()[i]);
        double error = s.error().length == 0 ? 0 : s.error()[i];
        if (error > 0 && Double.isFinite(error)) {
          fit.bound(s.y()[i] - error);
          fit.bound(s.y()[i] + error);
        }
      }
    }
    panel
        .heatMap()
        .ifPresent(
            h -> {
              double[] edges = Cells.edges(h.y(), panel.y().logarithmic());
              fit.tight(edges[0]);
              fit.tight(edges[edges.length - 1]);
            });
    return fit.range(MARGIN, panel.heatMap().isPresent());
  }

  /** The colour scale's ends: those of the finite values. */
  static DataRange colour(Panel.HeatMap map) {
    Fit fit = new Fit(Axis.linear(map.label()));
    for (double[] row : map.z()) for (double z : row) if (Double.isFinite(z)) fit.value(z);
    return fit.range(0, true);
  }

  /** Where a value is between the ends: 0 at min, 1 at max. */
  double position(double value, boolean logarithmic) {
    return logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  }

  private static final class Fit {
    private final Axis axis;
    private double lo = Double.POSITIVE_INFINITY;
    private double hi = Double.NEGATIVE_INFINITY;
    private double tightLo = Double.POSITIVE_INFINITY;
    private double tightHi = Double.NEGATIVE_INFINITY;
    private boolean integers = true;
    private int notFinite;
    private int notPositive;

    Fit(Axis axis) {
      this.axis = axis;
    }

    void value(double v) {
      if (!Double.isFinite(v)) {
        notFinite++;
      } else if (axis.logarithmic() && v <= 0) {
        notPositive++;
      } else {
        integers &= v == Math.rint(v);
        bound(v);
      }
    }

    void bound(double v) {
      if (!Double.isFinite(v) || (axis.logarithmic() && v <= 0)) return;
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }

    /** An end that needs no margin. */
    void tight(double v) {
      bound(v);
      tightLo = Math.min(tightLo, v);
      tightHi = Math.max(tightHi, v);
    }

    DataRange range(double margin, boolean allTight) {
      boolean log = axis.logarithmic();
      if (lo > hi) {
        lo = log ? 1 : 0;
        hi = log ? 10 : 1;
      }
      double from = log ? Math.log10(lo) : lo;
      double to = log ? Math.log10(hi) : hi;
      // A constant, up to rounding, is drawn in the middle of a range that shows its size.
      if (to - from <= 1e-9 * Math.max(Math.abs(from), Math.abs(to)) + (log ? 1e-9 : 0)) {
        double half = log ? 0.3 : from == 0 ? 1 : 0.5 * Math.abs(from);
        from -= half;
        to += half;
      } else if (!allTight) {
        double pad = margin * (to - from);
        if (lo < tightLo) from -= pad;
        if (hi > tightHi) to += pad;
      }
      double min = end("min", axis.min(), log ? Math.pow(10, from) : from);
      double max = end("max", axis.max(), log ? Math.pow(10, to) : to);
      if (!(min < max)) {
        throw new IllegalArgumentException(
            "axis '" + axis.label() + "' ends at " + max + ", which is not above " + min);
      }
      return new DataRange(min, max, integers, notFinite, notPositive);
    }

    private double end(String which, double given, double fitted) {
      if (Double.isNaN(given)) return fitted;
      String name = "axis '" + axis.label() + "', " + which;
      return axis.logarithmic() ? Arguments.positive(name, given) : Arguments.finite(name, given);
    }
  }
}
