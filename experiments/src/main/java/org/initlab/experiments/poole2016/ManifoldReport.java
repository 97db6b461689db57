package org.initlab.experiments.poole2016;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.FixedPoint;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.GaussianMean;
import org.initlab.experiments.meanfield.GradientDrift;
import org.initlab.experiments.meanfield.LineFit;
import org.initlab.experiments.meanfield.Trajectories;

/** Lengths and curvatures of one σ_w beside their recursions. */
record ManifoldReport(String name, Ensemble ensemble, Trajectories measured) {
  private static final int TANGENT = 0;
  private static final int CURVATURE = 1;

  /** Nκ² is off by this over N at most, relative, at finite width. */
  private static final double SHIFT = 12;

  private double chi1() {
    return ensemble.field().fixedPoint().chi1();
  }

  /** σ_w² E φ''(√q* z)², φ'' = −2 tanh sech². */
  double chi2() {
    FixedPoint f = ensemble.field().fixedPoint();
    double second =
        GaussianMean.of(f.qStar(), a -> 4 * Math.pow(Math.tanh(a), 2) * Math.pow(Math.cosh(a), -4));
    return ensemble.sigmaW() * ensemble.sigmaW() * second;
  }

  /** ‖v‖²/N of every layer from 1. */
  private double tangent(int layer) {
    return ensemble.field().fixedPoint().qStar() * Math.pow(chi1(), layer);
  }

  /** Nκ² of every layer from 1, from that of the input, 1/q*. */
  double[] curvature() {
    double[] k = new double[ensemble.depth()];
    double at = 1 / ensemble.field().fixedPoint().qStar();
    double source = 3 * chi2() / (chi1() * chi1());
    for (int l = 0; l < k.length; l++) {
      at = source + at / chi1();
      k[l] = at;
    }
    return k;
  }

  /** ln of the growth of ‖v‖² per layer. */
  Estimate growth() {
    return Estimate.of(
        Arrays.stream(measured.values())
            .mapToDouble(
                v ->
                    LineFit.slope(
                        Arrays.stream(v).mapToDouble(l -> Math.log(l[TANGENT])).toArray()))
            .toArray());
  }

  List<Check> checks() {
    return List.of(growthCheck(), curvatureCheck());
  }

  private Check growthCheck() {
    Estimate e = growth();
    double shift = GradientDrift.shift(ensemble);
    String claim =
        String.format(
            Locale.ROOT,
            "the squared length of tangents grows by ln χ₁ per layer for σ_w = %.1f: %d networks of"
                + " width %d (standard error %.2g); tolerance from their spread plus %.2g for finite"
                + " width",
            ensemble.sigmaW(),
            ensemble.networks(),
            ensemble.width(),
            e.error(),
            shift);
    return new Check(
        name + "-length",
        claim,
        "Poole et al. 2016, section 3",
        Math.log(chi1()),
        e.mean(),
        e.error(),
        e.tolerance(FalseFailure.RATE) + shift,
        FalseFailure.RATE);
  }

  private Check curvatureCheck() {
    double[] theory = curvature();
    double worst = 0;
    double expected = 0;
    for (int l = 1; l <= theory.length; l++) {
      Estimate e = measured.at(l, CURVATURE);
      double shift = SHIFT * l * theory[l - 1] / ensemble.width();
      double allowed = e.tolerance(FalseFailure.RATE / theory.length) + shift;
      double off = Math.abs(e.mean() - theory[l - 1]);
      if (!(off / allowed <= worst)) worst = off / allowed;
      expected = Math.max(expected, e.error() / theory[l - 1]);
    }
    String claim =
        String.format(
            Locale.ROOT,
            "Nκ² of layers 1 to %d for σ_w = %.1f obeys its recursion: largest ratio of deviation to"
                + " tolerance; tolerance from the spread of %d networks of width %d (standard errors"
                + " of at most %.2g relative) plus %.2g per layer for finite width",
            theory.length,
            ensemble.sigmaW(),
            ensemble.networks(),
            ensemble.width(),
            expected,
            SHIFT / ensemble.width());
    return new Check(
        name + "-curvature",
        claim,
        "Poole et al. 2016, section 3",
        0,
        worst,
        0,
        1,
        FalseFailure.RATE);
  }

  static Table table(List<ManifoldReport> reports) {
    Table.Builder table =
        Table.builder(
            "poole2016-manifold",
            "Tangents and curvature of the circle",
            Column.real("sigma_w", "σ_w"),
            Column.real("sigma_b", "σ_b"),
            Column.integer("width", "N"),
            Column.integer("layer", "from 1"),
            Column.real("tangent", "‖v‖²/N, mean over networks and angles"),
            Column.real("tangent_error", "its standard error over networks"),
            Column.real("tangent_theory", "q* χ₁^l"),
            Column.real("curvature", "Nκ²"),
            Column.real("curvature_error", "its standard error"),
            Column.real("curvature_theory", "by the recursion"));
    for (ManifoldReport r : reports) {
      double[] curvature = r.curvature();
      for (int l = 1; l <= curvature.length; l++) {
        Estimate v = r.measured.at(l, TANGENT);
        Estimate k = r.measured.at(l, CURVATURE);
        Ensemble e = r.ensemble;
        table.row(
            e.sigmaW(),
            e.sigmaB(),
            e.width(),
            l,
            v.mean(),
            v.error(),
            r.tangent(l),
            k.mean(),
            k.error(),
            curvature[l - 1]);
      }
    }
    return table.build();
  }

  static Figure figure(List<ManifoldReport> reports) {
    List<Series> lengths = new ArrayList<>();
    List<Series> curvatures = new ArrayList<>();
    for (ManifoldReport r : reports) {
      String label = String.format(Locale.ROOT, "σ_w = %.1f", r.ensemble.sigmaW());
      double[] layers = Curves.layers(r.ensemble.depth());
      double[] curvature = r.curvature();
      lengths.add(Curves.points(label, layers, r.over(layers.length, TANGENT)));
      lengths.add(Curves.theory(label, layers, l -> r.tangent((int) l)));
      curvatures.add(Curves.points(label, layers, r.over(layers.length, CURVATURE)));
      curvatures.add(Curves.theory(label, layers, l -> curvature[(int) l - 1]));
    }
    Ensemble e = reports.get(0).ensemble;
    String caption =
        String.format(
            Locale.ROOT,
            "A great circle of radius √(N q*) in random tanh networks of width %d, σ_b = %.1f; points:"
                + " mean ± standard error of %d networks, dashed: mean-field theory. Left: squared"
                + " length of tangents. Right: squared extrinsic curvature.",
            e.width(),
            e.sigmaB(),
            e.networks());
    return new Figure(
        "poole2016-manifold",
        "The circle manifold (Poole et al. 2016)",
        caption,
        2,
        List.of(
            Panel.of("Length", Axis.linear("layer l"), Axis.logarithmic("‖∂a/∂θ‖² / N"), lengths),
            Panel.of("Curvature", Axis.linear("layer l"), Axis.logarithmic("N κ²"), curvatures)));
  }

  private List<Estimate> over(int layers, int curve) {
    return IntStream.rangeClosed(1, layers).mapToObj(l -> measured.at(l, curve)).toList();
  }
}
