package org.initlab.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Panel.HeatMap;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;

/** Figures as experiments make them, with everything that is hard to draw. */
final class SampleFigures {
  static final List<String> SCHEMES =
      List.of(
          "He, g = 1",
          "orthogonal, g = 1",
          "proposed He",
          "proposed orthogonal",
          "Hanin",
          "data-dependent");

  private SampleFigures() {}

  /** Four panels of six curves each, two of them with theory, on a logarithmic axis. */
  static Figure curves() {
    List<Panel> panels = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      boolean residual = p >= 2;
      int depth = residual ? 40 : 20;
      List<Series> series = new ArrayList<>();
      for (int k = 0; k < SCHEMES.size(); k++) {
        double rate = (k - 2.3) * (residual ? 0.05 : 0.12);
        double phase = k + 6.0 * p;
        DoubleUnaryOperator f = l -> Math.exp(rate * l) * (1 + 0.05 * Math.sin(phase * l));
        Style style = p % 2 == 0 ? Style.LINE : Style.BAND;
        series.add(series(SCHEMES.get(k), style, 1, depth, f, 0.18));
        if (k % 2 == 0) {
          series.add(series(SCHEMES.get(k), Style.THEORY, 1, depth, l -> Math.exp(rate * l), 0));
        }
      }
      series.add(series("no change", Style.THEORY, 1, depth, l -> 1, 0));
      panels.add(
          Panel.of(
              (residual ? "residual, B = 40, " : "feed-forward, L = 20, ")
                  + (p % 2 == 0 ? "forward" : "backward"),
              Axis.linear(residual ? "block b" : "layer l"),
              Axis.logarithmic(p % 2 == 0 ? "‖h^{l}‖ / ‖x‖" : "‖∂L/∂h^{l}‖ / ‖∂L/∂h^{L}‖"),
              series));
    }
    return new Figure("curves", "Norm ratios <per> layer & scheme", "A caption.", 2, panels);
  }

  /** A phase diagram with its boundary, and a spectrum over its density. */
  static Figure phaseAndSpectrum() {
    double[] x = grid(1, 5, 41);
    double[] y = grid(0, 4, 33);
    double[][] z = new double[y.length][x.length];
    for (int r = 0; r < y.length; r++) {
      for (int c = 0; c < x.length; c++) {
        z[r][c] = Math.tanh(x[c] - 1 - 0.6 * y[r]) * 2 + 0.1 * Math.sin(3 * x[c]);
      }
    }
    z[32][0] = Double.NaN;
    Series boundary = series("χ₁ = 1, edge of chaos", Style.THEORY, 0, 4, 200, v -> 1 + 0.6 * v);
    boundary = Series.of(boundary.label(), Style.THEORY, boundary.y(), boundary.x());
    Series measured =
        Series.of(
            "measured transition",
            Style.LINE,
            new double[] {1.1, 1.6, 2.25, 2.75, 3.4},
            new double[] {0.1, 1, 2, 3, 3.9});
    Panel phase =
        new Panel(
            "correlation map's slope",
            Axis.linear("σ_w"),
            Axis.linear("σ_b"),
            List.of(boundary, measured),
            Optional.of(new HeatMap("ln χ₁", x, y, z)));
    Panel spectrum =
        Panel.of(
            "spectrum of a product of 5 Gaussian matrices",
            Axis.linear("singular value s"),
            Axis.linear("density p(s)"),
            List.of(
                series("N = 200, 20 draws", Style.BARS, 0.05, 2.95, 30, s -> semicircle(s, 0.07)),
                series("N = 1000", Style.BARS, 0.05, 2.95, 30, s -> semicircle(s + 0.2, 0)),
                series("semicircle", Style.THEORY, 0, 3, 100, s -> semicircle(s, 0))));
    return new Figure("phase", "Phase diagram", "", 2, List.of(phase, spectrum));
  }

  /** Points with errors on two logarithmic axes, values that cannot be shown, and a constant. */
  static Figure awkward() {
    double[] x = {10, 20, 50, 100, 200, 500, 1000, 2000};
    double[] y = {1e-9, 3e-7, 1e-5, 0, Double.NaN, 2e3, 1e9, Double.POSITIVE_INFINITY};
    double[] error = {5e-10, 4e-7, 1e-6, 0, 0, Double.NaN, 1e8, 0};
    Panel loglog =
        Panel.of(
            "an exploding network whose title is so long that it cannot stand on one line of a panel",
            Axis.logarithmic("width m"),
            Axis.logarithmic("Var[‖h‖² / ‖x‖²]"),
            List.of(
                new Series("measured", Style.POINTS, x, y, error),
                Series.of("with a gap", Style.LINE, x, y)));
    Panel constant =
        Panel.of(
            "",
            Axis.linear("learning rate"),
            Axis.linear("loss"),
            List.of(
                Series.of(
                    "constant",
                    Style.LINE,
                    new double[] {1e-7, 2e-7, 3e-7},
                    new double[] {7, 7, 7})));
    Panel narrow =
        Panel.of(
            "less than a decade",
            Axis.linear("SGD step"),
            Axis.logarithmic("loss"),
            List.of(series("narrow", Style.BAND, 0, 200000, 60, v -> 1.5 + v / 4e5)));
    return new Figure("awkward", "Awkward", "", 3, List.of(loglog, constant, narrow));
  }

  static double[] grid(double from, double to, int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) x[i] = from + (to - from) * i / (n - 1);
    return x;
  }

  private static double semicircle(double s, double wobble) {
    double v = 4 - Math.min(4, s * s * 0.6);
    return Math.sqrt(v) / Math.PI * (1 + wobble * Math.sin(40 * s));
  }

  private static Series series(
      String label, Style style, int from, int to, DoubleUnaryOperator f, double relativeError) {
    Series s = series(label, style, from, to, to - from + 1, f);
    if (relativeError == 0) return s;
    double[] error = Arrays.stream(s.y()).map(v -> relativeError * v).toArray();
    return new Series(label, style, s.x(), s.y(), error);
  }

  private static Series series(
      String label, Style style, double from, double to, int n, DoubleUnaryOperator f) {
    double[] x = grid(from, to, n);
    return Series.of(label, style, x, Arrays.stream(x).map(f).toArray());
  }
}
