package org.initlab.reports.internal.figure;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The points of a series as JFreeChart takes them, with what an axis cannot show left out. */
final class Curve {
  /**
   * How far out of sight a point may be, in lengths of the axis. Farther ones are pulled back, or
   * their coordinates would have hundreds of digits.
   */
  private static final double OUT_OF_SIGHT = 3;

  private final Series series;
  private final DataRange xRange;
  private final DataRange yRange;
  private final boolean logX;
  private final boolean logY;
  private final double shift;

  /**
   * The points of a series in a panel.
   *
   * @param shift to the right, in lengths of the x axis
   */
  Curve(Series series, Panel panel, PlotFrame frame, double shift) {
    this.series = series;
    this.xRange = frame.x();
    this.yRange = frame.y();
    this.logX = panel.x().logarithmic();
    this.logY = panel.y().logarithmic();
    this.shift = shift;
  }

  int length() {
    return series.x().length;
  }

  private boolean drawable(int i) {
    double x = series.x()[i];
    double y = series.y()[i];
    return Double.isFinite(x) && Double.isFinite(y) && !(logX && x <= 0) && !(logY && y <= 0);
  }

  private boolean hasError(int i) {
    double error = series.error().length == 0 ? 0 : series.error()[i];
    return drawable(i) && error > 0 && Double.isFinite(error);
  }

  /** The runs of points without a gap, each a data set of its own. */
  List<IntervalXYDataset> runs() {
    List<IntervalXYDataset> runs = new ArrayList<>();
    YIntervalSeries run = empty();
    for (int i = 0; i < length(); i++) {
      if (drawable(i)) add(run, i, hasError(i));
      boolean ends = i == length() - 1 || !drawable(i);
      if (ends && run.getItemCount() > 0) {
        runs.add(collection(run));
        run = empty();
      }
    }
    return runs;
  }

  /** Every {@code step}-th point from {@code offset}, those that can be drawn. */
  IntervalXYDataset points(int step, int offset) {
    YIntervalSeries points = empty();
    for (int i = offset % step; i < length(); i += step) {
      if (drawable(i)) add(points, i, false);
    }
    return collection(points);
  }

  /** Every {@code step}-th point that has an error. */
  IntervalXYDataset errors(int step, int offset) {
    YIntervalSeries points = empty();
    for (int i = offset % step; i < length(); i += step) if (hasError(i)) add(points, i, true);
    return collection(points);
  }

  private void add(YIntervalSeries to, int i, boolean withError) {
    double y = series.y()[i];
    double error = withError ? series.error()[i] : 0;
    to.add(x(series.x()[i]), y(y), y(y - error), y(y + error));
  }

  private double x(double value) {
    double x = pulledBack(value, xRange, logX);
    if (shift == 0) return x;
    return logX
        ? x * Math.pow(xRange.max() / xRange.min(), shift)
        : x + shift * (xRange.max() - xRange.min());
  }

  private double y(double value) {
    return pulledBack(value, yRange, logY);
  }

  private static double pulledBack(double value, DataRange range, boolean log) {
    double at = log && value <= 0 ? Double.NEGATIVE_INFINITY : range.position(value, log);
    if (Math.abs(at) <= OUT_OF_SIGHT) return value;
    double end = Math.copySign(OUT_OF_SIGHT, at);
    if (!log) return range.min() + end * (range.max() - range.min());
    double far = range.min() * Math.pow(range.max() / range.min(), end);
    return Math.min(Double.MAX_VALUE, Math.max(Double.MIN_NORMAL, far));
  }

  private YIntervalSeries empty() {
    return new YIntervalSeries(series.label(), false, true);
  }

  private static IntervalXYDataset collection(YIntervalSeries points) {
    YIntervalSeriesCollection collection = new YIntervalSeriesCollection();
    collection.addSeries(points);
    return collection;
  }
}
