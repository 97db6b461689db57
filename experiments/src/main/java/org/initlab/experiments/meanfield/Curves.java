package org.initlab.experiments.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.initlab.core.experiment.Series;

/** Series of figures: measured points with error bars and the theory that they are held to. */
public final class Curves {
  private Curves() {}

  /** {@code points} equidistant values, both ends included. */
  public static double[] grid(double from, double to, int points) {
    return IntStream.range(0, points)
        .mapToDouble(i -> from + (to - from) * i / (points - 1))
        .toArray();
  }

  /** 1, 2, …, {@code depth}. */
  public static double[] layers(int depth) {
    return IntStream.rangeClosed(1, depth).asDoubleStream().toArray();
  }

  /** Markers at means, with bars of ± one standard error. */
  public static Series points(String label, double[] x, List<Estimate> y) {
    return new Series(
        label,
        Series.Style.POINTS,
        x,
        y.stream().mapToDouble(Estimate::mean).toArray(),
        y.stream().mapToDouble(Estimate::error).toArray());
  }

  /**
   * Several curves over the same x as one series of markers, so that those of one label are not
   * moved aside to show each other's error bars.
   */
  public static Series points(String label, List<List<Estimate>> curves, double[] x) {
    double[] all = curves.stream().flatMapToDouble(c -> Arrays.stream(x)).toArray();
    return points(label, all, curves.stream().flatMap(List::stream).toList());
  }

  /** A predicted boundary f(x), the pieces of it that lie below {@code highest}. */
  public static List<Series> boundary(
      String label, double[] x, DoubleUnaryOperator f, double highest) {
    List<Series> pieces = new ArrayList<>();
    double[] y = Arrays.stream(x).map(f).toArray();
    for (int from = 0, to; from < x.length; from = to + 1) {
      to = from;
      while (to < x.length && y[to] <= highest) to++;
      if (to <= from + 1) continue;
      double[] over = Arrays.copyOfRange(x, from, to);
      pieces.add(Series.of(label, Series.Style.THEORY, over, Arrays.copyOfRange(y, from, to)));
    }
    return pieces;
  }

  public static Series theory(String label, double[] x, DoubleUnaryOperator f) {
    double[] y = Arrays.stream(x).map(f).toArray();
    return Series.of(label, Series.Style.THEORY, x, y);
  }
}
