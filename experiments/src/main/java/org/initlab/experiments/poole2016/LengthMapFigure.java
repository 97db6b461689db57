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
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;

/** The map with its fixed points, trajectories, and q* over the plane of both σ. */
final class LengthMapFigure {
  private static final double LARGEST = 15;

  private LengthMapFigure() {}

  static Figure figure(List<LengthMapReport> reports) {
    Ensemble e = reports.get(0).ensemble();
    String caption =
        String.format(
            Locale.ROOT,
            "Random tanh networks of width %d, σ_b = %.1f; points: mean ± standard error of %d"
                + " networks, dashed: mean-field theory. Left: q after one layer against q before"
                + " it; the diagonal meets each map at q*. Middle: q over layers from q = %s. Right:"
                + " q* by theory.",
            e.width(),
            e.sigmaB(),
            e.networks(),
            "0.25, 1, 4 and 15");
    return new Figure(
        "poole2016-length-map",
        "The length map (Poole et al. 2016)",
        caption,
        3,
        List.of(map(reports), trajectories(reports), fixedPoints()));
  }

  private static Panel map(List<LengthMapReport> reports) {
    List<Series> series = new ArrayList<>();
    double[] grid = Curves.grid(0, LARGEST, 120);
    for (LengthMapReport r : reports) {
      String label = label(r);
      List<Estimate> y =
          IntStream.range(0, LengthMap.START.length).mapToObj(i -> r.measured(i, 1)).toList();
      series.add(Curves.points(label, LengthMap.START, y));
      series.add(Curves.theory(label, grid, r.ensemble().field()::nextVariance));
    }
    series.add(Curves.theory("q′ = q", new double[] {0, LARGEST}, q -> q));
    return Panel.of(
        "Length map", Axis.linear("q of layer l − 1"), Axis.linear("q of layer l"), series);
  }

  private static Panel trajectories(List<LengthMapReport> reports) {
    List<Series> series = new ArrayList<>();
    for (LengthMapReport r : reports) {
      double[] layers = Curves.layers(Math.min(10, r.ensemble().depth()));
      List<List<Estimate>> measured = new ArrayList<>();
      for (int i = 0; i < LengthMap.START.length; i += 2) {
        int start = i;
        measured.add(
            IntStream.rangeClosed(1, layers.length).mapToObj(l -> r.measured(start, l)).toList());
        double[] theory = r.theory(i).q();
        series.add(Curves.theory(label(r), layers, l -> theory[(int) l - 1]));
      }
      series.add(Curves.points(label(r), measured, layers));
    }
    return Panel.of(
        "Trajectories", Axis.linear("layer l"), Axis.logarithmic("q of layer l"), series);
  }

  private static Panel fixedPoints() {
    double[] w = Curves.grid(1, 5, 21);
    double[] b = Curves.grid(0, 4, 21);
    double[][] z = new double[b.length][w.length];
    for (int row = 0; row < b.length; row++) {
      for (int column = 0; column < w.length; column++) {
        z[row][column] = MeanField.of(Nonlinearity.TANH, 0, w[column], b[row]).fixedPoint().qStar();
      }
    }
    return new Panel(
        "Fixed point",
        Axis.linear("σ_w"),
        Axis.linear("σ_b"),
        List.of(),
        Optional.of(new Panel.HeatMap("q*", w, b, z)));
  }

  private static String label(LengthMapReport r) {
    return String.format(Locale.ROOT, "σ_w = %.1f", r.ensemble().sigmaW());
  }
}
