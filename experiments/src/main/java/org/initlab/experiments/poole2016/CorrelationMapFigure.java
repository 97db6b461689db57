package org.initlab.experiments.poole2016;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;

/** The map with its fixed points, trajectories, and c* over the plane of both σ. */
final class CorrelationMapFigure {
  private static final double LARGEST_SIGMA_B = 1;

  private CorrelationMapFigure() {}

  static Figure figure(List<CorrelationMapReport> reports) {
    Ensemble e = reports.get(0).ensemble();
    String caption =
        String.format(
            Locale.ROOT,
            "Random tanh networks of width %d, σ_b = %.1f, inputs of length q*; points: mean ±"
                + " standard error of %d networks, dashed: mean-field theory. Left: c after one"
                + " layer against c before it, errors within the markers; the diagonal meets each map at c*. Middle: c over"
                + " layers from −0.5, 0.2 and 0.8. Right: c* by theory and the edge of chaos χ₁ = 1.",
            e.width(),
            e.sigmaB(),
            e.networks());
    return new Figure(
        "poole2016-correlation-map",
        "The correlation map (Poole et al. 2016)",
        caption,
        3,
        List.of(map(reports), trajectories(reports), fixedPoints()));
  }

  private static Panel map(List<CorrelationMapReport> reports) {
    List<Series> series = new ArrayList<>();
    double[] grid = Curves.grid(-0.6, 1, 81);
    for (CorrelationMapReport r : reports) {
      MeanField field = r.ensemble().field();
      double q = field.fixedPoint().qStar();
      double[] y =
          IntStream.range(0, CorrelationMap.START.length)
              .mapToDouble(i -> r.measured(i, 1).mean())
              .toArray();
      series.add(Series.of(label(r), Series.Style.POINTS, CorrelationMap.START, y));
      series.add(Curves.theory(label(r), grid, c -> field.nextCorrelation(q, c)));
    }
    series.add(Curves.theory("c′ = c", new double[] {-0.6, 1}, c -> c));
    return Panel.of(
        "Correlation map", Axis.linear("c of layer l − 1"), Axis.linear("c of layer l"), series);
  }

  private static Panel trajectories(List<CorrelationMapReport> reports) {
    List<Series> series = new ArrayList<>();
    for (CorrelationMapReport r : reports) {
      double[] layers = Curves.layers(r.ensemble().depth());
      List<List<Estimate>> measured = new ArrayList<>();
      for (int i = 0; i < CorrelationMap.START.length; i += 2) {
        int start = i;
        measured.add(
            IntStream.rangeClosed(1, layers.length).mapToObj(l -> r.measured(start, l)).toList());
        double[] theory = r.theory(i);
        series.add(Curves.theory(label(r), layers, l -> theory[(int) l - 1]));
      }
      series.add(Curves.points(label(r), measured, layers));
    }
    return Panel.of("Trajectories", Axis.linear("layer l"), Axis.linear("c of layer l"), series);
  }

  private static Panel fixedPoints() {
    double[] w = Curves.grid(1, 5, 41);
    double[] b = Curves.grid(0.02, LARGEST_SIGMA_B, 26);
    double[][] z = new double[b.length][w.length];
    for (int row = 0; row < b.length; row++) {
      for (int column = 0; column < w.length; column++) {
        z[row][column] = MeanField.of(Nonlinearity.TANH, 0, w[column], b[row]).fixedPoint().cStar();
      }
    }
    DualActivation tanh = DualActivation.of(Nonlinearity.TANH, 0);
    double[] edge = new double[b.length];
    for (int i = 0; i < b.length; i++) edge[i] = CriticalLine.atSigmaB(tanh, b[i]).sigmaW();
    Series line = Series.of("edge of chaos", Series.Style.THEORY, edge, b);
    return new Panel(
        "Fixed point",
        Axis.linear("σ_w"),
        Axis.linear("σ_b"),
        List.of(line),
        Optional.of(new Panel.HeatMap("c*", w, b, z)));
  }

  private static String label(CorrelationMapReport r) {
    return String.format(Locale.ROOT, "σ_w = %.1f", r.ensemble().sigmaW());
  }
}
