package org.initlab.experiments.balduzzi2017;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.Trajectories;

/** Measured correlations of gradients beside their predictions. */
record CorrelationDecayReport(
    Map<Kind, Map<Integer, Trajectories>> all, int width, int networks, int samples) {
  /** A ratio of means over layers of width N is off by this over N per layer at most. */
  private static final double SHIFT = 1;

  /** The ratio of mean product and mean squared norm, jackknifed over networks. */
  Estimate measured(Kind kind, int depth) {
    double[][][] v = all.get(kind).get(depth).values();
    double product = Arrays.stream(v).mapToDouble(n -> n[0][0]).sum();
    double square = Arrays.stream(v).mapToDouble(n -> n[0][1]).sum();
    double[] without =
        Arrays.stream(v).mapToDouble(n -> (product - n[0][0]) / (square - n[0][1])).toArray();
    return Estimate.jackknife(product / square, without);
  }

  /**
   * Two samples of a centred batch of n correlate at −1/(n − 1), so units are active together with
   * probability ρ/2, ρ = (π − arccos(−1/(n − 1)))/π. The gradient's covariance passes a ReLU layer
   * with ρ, its variance with 1. A block adds β²/v to the variance and β²ρ/v to the covariance, v
   * the variance over the batch of h before it, to which a block adds β²(1 − 1/π): what is common
   * to all samples is no variance. Of a unit's own variance s² over n samples, E 1/s² = (n − 1)/(n
   * − 3)/v, which stands for 1/v.
   */
  double predicted(Kind kind, int depth) {
    double rho = (Math.PI - Math.acos(-1.0 / (samples - 1))) / Math.PI;
    double product = 1;
    double c = 0;
    double v = 1;
    double squared = kind.beta() * kind.beta();
    double inverse = (samples - 1.0) / (samples - 3.0);
    for (int l = 1; l <= depth; l++) {
      if (kind == Kind.UNCENTRED) {
        product *= (Math.PI - Math.acos(c)) / Math.PI;
        c = (Math.sqrt(1 - c * c) + (Math.PI - Math.acos(c)) * c) / Math.PI;
      } else if (kind == Kind.FEED_FORWARD) {
        product *= rho;
      } else {
        double gain = squared * inverse / v;
        product *= (1 + gain * rho) / (1 + gain);
        v += squared * (1 - 1 / Math.PI);
      }
    }
    return product;
  }

  List<Check> checks() {
    return all.keySet().stream().map(this::check).toList();
  }

  private Check check(Kind kind) {
    double worst = 0;
    double error = 0;
    int depths = all.get(kind).size();
    for (int depth : all.get(kind).keySet()) {
      Estimate e = measured(kind, depth);
      double allowed = e.tolerance(FalseFailure.RATE / depths) + SHIFT * depth * e.mean() / width;
      double off = Math.abs(e.mean() - predicted(kind, depth));
      if (!(off / allowed <= worst)) worst = off / allowed;
      error = Math.max(error, e.error());
    }
    String claim =
        String.format(
            Locale.ROOT,
            "%s: correlation of gradients at depths %s as predicted: largest ratio of deviation to"
                + " tolerance; tolerance from the spread of %d networks of width %d (standard errors"
                + " of at most %.2g) plus 1/N per layer",
            kind.label(),
            all.get(kind).keySet(),
            networks,
            width,
            error);
    return new Check(
        kind.id(),
        claim,
        kind == Kind.UNCENTRED
            ? "Cho and Saul 2009: arc-cosine kernels"
            : "Balduzzi et al. 2017, Theorems 1 and 3",
        0,
        worst,
        0,
        1,
        FalseFailure.RATE);
  }

  Table table() {
    Table.Builder table =
        Table.builder(
            "balduzzi2017-correlation-decay",
            "Correlation of the gradients of two independent inputs",
            Column.text("network", "kind"),
            Column.integer("depth", "ReLU layers or blocks"),
            Column.real("correlation", "mean product over mean squared norm"),
            Column.real("correlation_error", "its standard error"),
            Column.real("correlation_theory", "predicted"),
            Column.real("z", "deviation in standard errors"));
    for (Kind kind : all.keySet()) {
      for (int depth : all.get(kind).keySet()) {
        Estimate e = measured(kind, depth);
        double p = predicted(kind, depth);
        table.row(kind.label(), depth, e.mean(), e.error(), p, (e.mean() - p) / e.error());
      }
    }
    return table.build();
  }

  Figure figure() {
    List<Series> series = new ArrayList<>();
    for (Kind kind : all.keySet()) {
      double[] x = all.get(kind).keySet().stream().mapToDouble(d -> d).toArray();
      List<Estimate> y = all.get(kind).keySet().stream().map(d -> measured(kind, d)).toList();
      series.add(Curves.points(kind.label(), x, y));
      series.add(Curves.theory(kind.label(), x, d -> predicted(kind, (int) d)));
    }
    String caption =
        String.format(
            Locale.ROOT,
            "Mean product of the gradients of two independent Gaussian inputs over their mean squared"
                + " norm, in random ReLU networks of width %d; points: %d networks, ± standard error,"
                + " dashed: predictions.",
            width,
            networks);
    Axis y = Axis.logarithmic("correlation of gradients").between(1e-3, 1.2);
    return new Figure(
        "balduzzi2017-correlation-decay",
        "Gradients lose their correlation (Balduzzi et al. 2017)",
        caption,
        1,
        List.of(Panel.of("Correlation of gradients", Axis.linear("depth"), y, series)));
  }
}
