package org.initlab.experiments.schoenholz2017;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.FixedPoint;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;

/** Fitted depth scales beside predicted ones. */
record DepthScaleReport(List<Decay> lengths, List<Decay> correlations) {
  /** A rate at width N is off by this over N at most, by curvature of the maps. */
  private static final double SHIFT = 1;

  /** σ_w² of the predicted curves. */
  private static final double[] GRID = Curves.grid(1, 4, 76);

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    lengths.forEach(d -> checks.add(check("xi-q", "ξ_q", d)));
    correlations.forEach(d -> checks.add(check("xi-c", "ξ_c", d)));
    return checks;
  }

  private static Check check(String id, String symbol, Decay d) {
    Ensemble e = d.ensemble();
    Estimate rate = d.fitted();
    double window = Math.abs(d.fittedTheory() - d.rate());
    double tolerance = rate.tolerance(FalseFailure.RATE) + window + SHIFT / e.width();
    String claim =
        String.format(
            Locale.ROOT,
            "1/%s for σ_w² = %.2f, σ_b² = %.2f by a fit over %d layers of %d networks of width %d"
                + " (standard error %.2g); tolerance from their spread, plus %.2g by which the fit to"
                + " the theoretical map itself is off, plus %.2g for finite width",
            symbol,
            weightVariance(d),
            DepthScale.BIAS_VARIANCE,
            e.depth(),
            e.networks(),
            e.width(),
            rate.error(),
            window,
            SHIFT / e.width());
    return new Check(
        String.format(Locale.ROOT, "%s-sigma-w2-%.2f", id, weightVariance(d)),
        claim,
        "Schoenholz et al. 2017, eqs. 7 and 9",
        d.rate(),
        rate.mean(),
        rate.error(),
        tolerance,
        FalseFailure.RATE);
  }

  Table table() {
    Table.Builder table =
        Table.builder(
            "schoenholz2017-depth-scale",
            "Depth scales, fitted and predicted",
            Column.text("quantity", "xi_q or xi_c"),
            Column.real("sigma_w2", "σ_w²"),
            Column.real("sigma_b2", "σ_b²"),
            Column.integer("width", "N"),
            Column.integer("layers", "over which the decay was followed"),
            Column.real("xi", "fitted, in layers"),
            Column.real("xi_error", "its standard error"),
            Column.real("xi_theory", "predicted"),
            Column.real("z", "deviation of 1/xi in standard errors"));
    lengths.forEach(d -> row(table, "xi_q", d));
    correlations.forEach(d -> row(table, "xi_c", d));
    return table.build();
  }

  private static void row(Table.Builder table, String quantity, Decay d) {
    Estimate rate = d.fitted();
    Estimate xi = xi(d);
    table.row(
        quantity,
        weightVariance(d),
        DepthScale.BIAS_VARIANCE,
        d.ensemble().width(),
        d.ensemble().depth(),
        xi.mean(),
        xi.error(),
        1 / d.rate(),
        (rate.mean() - d.rate()) / rate.error());
  }

  Figure figure() {
    List<FixedPoint> fixed = fixedPoints();
    double[] xiC = fixed.stream().mapToDouble(FixedPoint::xiC).toArray();
    double[] xiQ = fixed.stream().mapToDouble(FixedPoint::xiQ).toArray();
    Ensemble e = lengths.get(0).ensemble();
    String caption =
        String.format(
            Locale.ROOT,
            "Random tanh networks of width %d, σ_{b}² = %.2f. Left: the deviation of the correlation of"
                + " two inputs from c* over layers, relative to its start, points: mean of %d networks,"
                + " dashed: theory. Middle: ξ_c by a fit to such decays, ± standard error, and by"
                + " theory, with its pole at the edge of chaos. Right: ξ_q likewise.",
            e.width(),
            DepthScale.BIAS_VARIANCE,
            e.networks());
    return new Figure(
        "schoenholz2017-depth-scale",
        "Depth scales (Schoenholz et al. 2017)",
        caption,
        3,
        List.of(
            decays(),
            scales("ξ_c", correlations, xiC, 1, 1000),
            scales("ξ_q", lengths, xiQ, 0, 2.5)));
  }

  private Panel decays() {
    List<Series> series = new ArrayList<>();
    for (Decay d : correlations) {
      if (!List.of(1.0, 1.4, 1.6, 2.25, 4.0).contains(rounded(weightVariance(d)))) continue;
      String label = String.format(Locale.ROOT, "σ_{w}² = %.2f", weightVariance(d));
      double[] layers = Curves.layers(d.measured().layers());
      double[] measured = d.deviations(-1);
      double[] theory = d.theory();
      double start = theory[0];
      series.add(
          Series.of(
              label,
              Series.Style.POINTS,
              layers,
              Arrays.stream(measured).map(v -> v / start).toArray()));
      series.add(Curves.theory(label, layers, l -> theory[(int) l - 1] / start));
    }
    return Panel.of(
        "Decay of correlations",
        Axis.linear("layer l"),
        Axis.logarithmic("|c − c*|, relative to layer 1"),
        series);
  }

  /** The fixed points at {@link #GRID}. */
  private static List<FixedPoint> fixedPoints() {
    double b = Math.sqrt(DepthScale.BIAS_VARIANCE);
    return Arrays.stream(GRID)
        .mapToObj(w -> MeanField.of(Nonlinearity.TANH, 0, Math.sqrt(w), b).fixedPoint())
        .toList();
  }

  private static Panel scales(
      String symbol, List<Decay> decays, double[] theory, double lowest, double highest) {
    double[] x = decays.stream().mapToDouble(DepthScaleReport::weightVariance).toArray();
    Series points = Curves.points(symbol, x, decays.stream().map(DepthScaleReport::xi).toList());
    Series line = Series.of(symbol, Series.Style.THEORY, GRID, theory);
    String label = symbol + " in layers";
    Axis y = lowest > 0 ? Axis.logarithmic(label) : Axis.linear(label);
    return Panel.of(
        symbol, Axis.linear("σ_{w}²"), y.between(lowest, highest), List.of(points, line));
  }

  private static Estimate xi(Decay d) {
    Estimate rate = d.fitted();
    double xi = 1 / rate.mean();
    return new Estimate(xi, rate.error() * xi * xi, rate.networks());
  }

  private static double weightVariance(Decay d) {
    return d.ensemble().sigmaW() * d.ensemble().sigmaW();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
