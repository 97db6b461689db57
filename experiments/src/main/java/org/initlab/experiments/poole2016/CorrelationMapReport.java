package org.initlab.experiments.poole2016;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.Trajectories;

/** Measured correlations of one σ_w beside the correlation map, and whether they agree. */
record CorrelationMapReport(String name, Ensemble ensemble, int pairs, Trajectories measured) {
  /** From this width on the map is claimed to 0.02. */
  private static final int WIDE = 1000;

  private static final double TWO_PERCENT = 0.02;

  /** A mean over networks of width N is off by this over N per layer of memory at most. */
  private static final double SHIFT = 0.3;

  Estimate measured(int start, int layer) {
    return measured.at(layer, start * pairs, (start + 1) * pairs);
  }

  /** c at layers 1, 2, … by the map. */
  double[] theory(int start) {
    MeanField field = ensemble.field();
    double q = field.fixedPoint().qStar();
    double[] c = new double[ensemble.depth()];
    double at = CorrelationMap.START[start];
    for (int l = 0; l < c.length; l++) {
      at = Math.min(1, field.nextCorrelation(q, at));
      c[l] = at;
    }
    return c;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>(List.of(agreement("map", 1, 1)));
    checks.add(agreement("trajectory", 2, ensemble.depth()));
    if (ensemble.width() >= WIDE) checks.add(twoPercent());
    return checks;
  }

  private Check agreement(String what, int from, int to) {
    int values = CorrelationMap.START.length * (to - from + 1);
    double xi = ensemble.field().fixedPoint().xiC();
    double worst = 0;
    double expected = 0;
    for (int i = 0; i < CorrelationMap.START.length; i++) {
      double[] theory = theory(i);
      for (int l = from; l <= to; l++) {
        Estimate e = measured(i, l);
        double allowed = e.tolerance(FalseFailure.RATE / values) + shift(l, xi);
        double off = Math.abs(e.mean() - theory[l - 1]);
        if (!(off / allowed <= worst)) worst = off / allowed;
        expected = Math.max(expected, e.error());
      }
    }
    String claim =
        String.format(
            Locale.ROOT,
            "c at layers %d to %d for σ_w = %.1f is that of the correlation map: largest ratio of"
                + " deviation to tolerance over %d values; tolerance from the spread of %d networks of width %d"
                + " (standard errors of at most %.2g) plus at most %.2g for finite width",
            from,
            to,
            ensemble.sigmaW(),
            values,
            ensemble.networks(),
            ensemble.width(),
            expected,
            shift(to, xi));
    return new Check(
        name + "-" + what, claim, "Poole et al. 2016, eq. 5", 0, worst, 0, 1, FalseFailure.RATE);
  }

  /** Every layer shifts the mean by O(1/N), and the map forgets it over ξ_c layers. */
  private double shift(int layer, double xi) {
    return SHIFT * Math.min(layer, xi) / ensemble.width();
  }

  private Check twoPercent() {
    double worst = 0;
    double error = 0;
    for (int i = 0; i < CorrelationMap.START.length; i++) {
      Estimate e = measured(i, 1);
      double off = e.mean() - theory(i)[0];
      if (!(Math.abs(off) <= Math.abs(worst))) worst = off;
      error = Math.max(error, e.error());
    }
    double rate = CorrelationMap.START.length * FalseFailure.probability(TWO_PERCENT / error);
    String claim =
        String.format(
            Locale.ROOT,
            "the correlation map for σ_w = %.1f holds to 0.02 at width %d: the largest deviation over"
                + " %d starts; standard errors are at most %.2g",
            ensemble.sigmaW(),
            ensemble.width(),
            CorrelationMap.START.length,
            error);
    return new Check(
        name + "-map-2-percent",
        claim,
        "Poole et al. 2016, eq. 5",
        0,
        worst,
        error,
        TWO_PERCENT,
        rate);
  }

  static Table table(List<CorrelationMapReport> reports) {
    Table.Builder table =
        Table.builder(
            "poole2016-correlation-map",
            "Correlations of pairs of inputs, measured and predicted",
            Column.real("sigma_w", "σ_w"),
            Column.real("sigma_b", "σ_b"),
            Column.integer("width", "N"),
            Column.real("c_start", "c of the inputs"),
            Column.integer("layer", "from 1"),
            Column.real("c", "mean over networks"),
            Column.real("c_error", "its standard error"),
            Column.real("c_theory", "the correlation map's iterate"),
            Column.real("z", "deviation in standard errors"));
    for (CorrelationMapReport r : reports) {
      for (int i = 0; i < CorrelationMap.START.length; i++) {
        double[] theory = r.theory(i);
        for (int l = 1; l <= theory.length; l++) {
          Estimate e = r.measured(i, l);
          table.row(
              r.ensemble.sigmaW(),
              r.ensemble.sigmaB(),
              r.ensemble.width(),
              CorrelationMap.START[i],
              l,
              e.mean(),
              e.error(),
              theory[l - 1],
              (e.mean() - theory[l - 1]) / e.error());
        }
      }
    }
    return table.build();
  }
}
