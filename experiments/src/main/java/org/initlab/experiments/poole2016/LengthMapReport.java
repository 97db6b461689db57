package org.initlab.experiments.poole2016;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.FiniteWidth;
import org.initlab.experiments.meanfield.Trajectories;

/** Measured lengths of one σ_w beside the length map, and whether they agree. */
record LengthMapReport(String name, Ensemble ensemble, Trajectories measured) {
  /** From this width on the map is claimed to 2 %. */
  private static final int WIDE = 1000;

  private static final double TWO_PERCENT = 0.02;

  Estimate measured(int start, int layer) {
    return measured.at(layer, start);
  }

  FiniteWidth theory(int start) {
    return FiniteWidth.of(ensemble, LengthMap.START[start]);
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>(List.of(agreement("map", 1, 1)));
    checks.add(agreement("trajectory", 2, ensemble.depth()));
    if (ensemble.width() >= WIDE) checks.add(twoPercent());
    return checks;
  }

  /** The largest deviation in units of the tolerance, over all starts and some layers. */
  private Check agreement(String what, int from, int to) {
    int values = LengthMap.START.length * (to - from + 1);
    double z = FalseFailure.deviations(FalseFailure.RATE, values);
    double worst = 0;
    double expected = 0;
    for (int i = 0; i < LengthMap.START.length; i++) {
      FiniteWidth theory = theory(i);
      for (int l = from; l <= to; l++) {
        double sd = theory.deviation()[l - 1] / Math.sqrt(ensemble.networks());
        double off = Math.abs(measured(i, l).mean() - theory.q()[l - 1]);
        double allowed = theory.tolerance(l, z, ensemble.networks());
        if (!(off / allowed <= worst)) worst = off / allowed;
        expected = Math.max(expected, sd / theory.q()[l - 1]);
      }
    }
    String claim =
        String.format(
            Locale.ROOT,
            "q at layers %d to %d for σ_w = %.1f is that of the length map: largest ratio of"
                + " deviation to tolerance over %d values; tolerance %.2f standard deviations of"
                + " a mean of %d networks of width %d (at most %.2g relative), corrected for skewness, plus"
                + " the shift of order 1/N",
            from,
            to,
            ensemble.sigmaW(),
            values,
            z,
            ensemble.networks(),
            ensemble.width(),
            expected);
    return new Check(
        name + "-" + what,
        claim,
        "Poole et al. 2016, eq. 3; deviations to first order in 1/N",
        0,
        worst,
        0,
        1,
        FalseFailure.RATE);
  }

  private Check twoPercent() {
    double worst = 0;
    double sd = 0;
    for (int i = 0; i < LengthMap.START.length; i++) {
      FiniteWidth theory = theory(i);
      double off = measured(i, 1).mean() / theory.q()[0] - 1;
      if (!(Math.abs(off) <= Math.abs(worst))) worst = off;
      sd = Math.max(sd, theory.deviation()[0] / theory.q()[0]);
    }
    sd /= Math.sqrt(ensemble.networks());
    double rate = LengthMap.START.length * FalseFailure.probability(TWO_PERCENT / sd);
    String claim =
        String.format(
            Locale.ROOT,
            "the length map for σ_w = %.1f holds to 2 %% at width %d: the largest relative deviation"
                + " over %d inputs; expected are %.2g each",
            ensemble.sigmaW(),
            ensemble.width(),
            LengthMap.START.length,
            sd);
    return new Check(
        name + "-map-2-percent",
        claim,
        "Poole et al. 2016, eq. 3",
        0,
        worst,
        sd,
        TWO_PERCENT,
        rate);
  }

  static Table table(List<LengthMapReport> reports) {
    Table.Builder table =
        Table.builder(
            "poole2016-length-map",
            "Second moments of pre-activations, measured and predicted",
            Column.real("sigma_w", "σ_w"),
            Column.real("sigma_b", "σ_b"),
            Column.integer("width", "N"),
            Column.real("q_start", "q of the input"),
            Column.integer("layer", "from 1"),
            Column.real("q", "mean over networks"),
            Column.real("q_error", "its standard error"),
            Column.real("q_theory", "the length map's iterate"),
            Column.real("q_deviation_theory", "standard deviation of one network expected at N"),
            Column.real("z", "deviation in expected standard errors"));
    for (LengthMapReport r : reports) {
      for (int i = 0; i < LengthMap.START.length; i++) {
        FiniteWidth theory = r.theory(i);
        for (int l = 1; l <= r.ensemble.depth(); l++) {
          Estimate e = r.measured(i, l);
          double sd = theory.deviation()[l - 1];
          double z = (e.mean() - theory.q()[l - 1]) / sd * Math.sqrt(e.networks());
          table.row(
              r.ensemble.sigmaW(),
              r.ensemble.sigmaB(),
              r.ensemble.width(),
              LengthMap.START[i],
              l,
              e.mean(),
              e.error(),
              theory.q()[l - 1],
              sd,
              z);
        }
      }
    }
    return table.build();
  }
}
