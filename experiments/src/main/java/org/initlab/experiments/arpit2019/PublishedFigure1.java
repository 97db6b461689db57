package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Check;
import org.initlab.experiments.FalseFailure;

/**
 * Checks against the curves as published, read from the picture in the authors' notebook. Each of
 * those is one random network too, so a difference may have the wander of both, beside the reading
 * error.
 */
final class PublishedFigure1 {
  private static final String SOURCE =
      "Arpit et al. 2019, Figure 1 (read from the authors' notebook)";
  private static final int PUBLISHED_SAMPLES = 1000;

  private final Figure1Settings settings;
  private final List<Check> checks = new ArrayList<>();

  private PublishedFigure1(Figure1Settings settings) {
    this.settings = settings;
  }

  static List<Check> checks(List<Curve> curves, Figure1Settings settings) {
    PublishedFigure1 published = new PublishedFigure1(settings);
    curves.forEach(published::add);
    return published.checks;
  }

  private void add(Curve curve) {
    boolean forward = curve.direction() == Direction.FORWARD;
    boolean unit = curve.init() == Figure1Init.HE_UNIT_G;
    boolean narrow = curve.m() == 200;
    if (curve.architecture() == Architecture.FEED_FORWARD) {
      if (unit && forward) {
        logNorm(curve, 1, narrow ? 0.44 : 0.97, 0.02);
        logNorm(curve, 5, narrow ? 0.14 : 0.26, 0.02);
        if (!narrow) logNorm(curve, 10, 0.05, 0.01);
      } else if (unit) {
        logNorm(curve, 19, 0.70, 0.02);
      } else if (forward) {
        band(curve, narrow ? 0.6 : 1.0, narrow ? 1.4 : 1.35);
      } else {
        band(curve, 0.6, 1.35);
      }
    } else if (unit) {
      if (forward) leavesTheAxis(curve, 4, 7, 1);
    } else if (forward) {
      norm(curve, 1, 1.02, 0.01);
      norm(curve, 40, 1.64, 0.01);
    } else {
      norm(curve, 2, 1.60, 0.01);
      norm(curve, 20, 1.28, 0.01);
      norm(curve, 39, 1.02, 0.01);
    }
  }

  /** A mean norm of a residual network at point i. */
  private void norm(Curve curve, int i, double value, double reading) {
    double sd = value * sdOfDifference(curve, i);
    double z = deviations(1);
    add(
        curve,
        "published-at-" + i,
        String.format(
            Locale.ROOT,
            "%s: mean norm ratio at %d; tolerance: reading ± %.2f, and %.1f sd of two networks'"
                + " difference",
            curve.words(),
            i,
            reading,
            z),
        value,
        curve.mean(i),
        sd,
        reading + z * sd);
  }

  /** ln of a mean norm of a feed-forward network with g = 1, as if all widths were m. */
  private void logNorm(Curve curve, int i, double value, double reading) {
    boolean forward = curve.direction() == Direction.FORWARD;
    double nominal = Math.pow(2, forward ? -i : i - curve.points());
    if (forward) nominal *= (double) curve.m() / settings.input();
    double sd = sdOfDifference(curve, i);
    double z = deviations(1);
    // The width of the published network at this layer is not known, only its range.
    double width = forward ? -0.5 * Math.log(1 - (double) settings.spread() / curve.m()) : 0;
    add(
        curve,
        "published-at-" + i,
        String.format(
            Locale.ROOT,
            "%s: ln(mean norm ratio) at %d, at width m; tolerance: reading ± %.2f of %.2f, the"
                + " published width unknown, and %.1f sd of two networks' difference",
            curve.words(),
            i,
            reading,
            value,
            z),
        Math.log(value),
        logOverClosedForm(curve, i) + 0.5 * Math.log(nominal),
        sd,
        -Math.log(1 - reading / value) + width + z * sd);
  }

  /** The published curve stays in a band around 1 at every layer. */
  private void band(Curve curve, double low, double high) {
    Wander wander = new Wander(curve, settings.samples());
    double farthest = 0;
    double sd = 0;
    double bias = 0;
    for (int i = 1; i <= curve.points(); i++) {
      double log = logOverClosedForm(curve, i);
      if (!(Math.abs(log) <= Math.abs(farthest))) farthest = log;
      sd = Math.max(sd, wander.sdOfLogNorm(i));
      // Of ln of a mean square, and of a mean norm under the root of a mean square.
      bias = Math.max(bias, wander.variance(i) / 4 + meanBelowRms(curve, i));
    }
    double z = deviations(curve.points());
    double half = Math.max(-Math.log(low), Math.log(high));
    add(
        curve,
        "published-band",
        String.format(
            Locale.ROOT,
            "%s: ln(mean norm ratio/closed form) at the layer farthest from 0; tolerance: the"
                + " published range [%.2f, %.2f], and %.1f sd of our wander",
            curve.words(),
            low,
            high,
            z),
        0,
        farthest,
        sd,
        half + z * sd + bias);
  }

  /** The block at which the curve with g = 1 crosses the top of the published panel. */
  private void leavesTheAxis(Curve curve, double top, double block, double reading) {
    double z = deviations(1);
    // The curve rises by √1.5 per block: a wander in ln is so many blocks.
    double sd = sdOfDifference(curve, (int) block) / (0.5 * Math.log(1.5));
    add(
        curve,
        "published-leaves-axis",
        String.format(
            Locale.ROOT,
            "%s: block at which the mean norm ratio crosses %.0f; tolerance: reading ± %.0f, and"
                + " %.1f sd of two networks' difference",
            curve.words(),
            top,
            reading,
            z),
        block,
        crossing(curve, top),
        sd,
        reading + z * sd);
  }

  /** By linear interpolation of the logarithm; NaN if it never crosses. */
  private static double crossing(Curve curve, double top) {
    double before = 0;
    for (int i = 1; i <= curve.points(); i++) {
      double after = Math.log(curve.mean(i) / top);
      if (i == 1) before = -Math.log(top);
      if (after >= 0) return i - after / (after - before);
      before = after;
    }
    return Double.NaN;
  }

  private static double logOverClosedForm(Curve curve, int i) {
    double sum = 0;
    for (Curve.Line line : curve.lines()) {
      double closed = line.network().closedForm(curve.direction())[i - 1];
      sum += Math.log(line.norms()[i - 1].mean()) - 0.5 * Math.log(closed);
    }
    return sum / curve.lines().size();
  }

  private static double meanBelowRms(Curve curve, int i) {
    double[] factor = curve.lines().get(0).network().wander(curve.direction()).meanNormFactor();
    return -Math.log(factor[i - 1]);
  }

  /** Of ln(our average over networks) − ln(the one published network). */
  private double sdOfDifference(Curve curve, int i) {
    double ours = new Wander(curve, settings.samples()).sdOfLogNorm(i);
    double published = 0.5 * Math.sqrt(new Wander(curve, PUBLISHED_SAMPLES).variance(i));
    return Math.hypot(ours, published);
  }

  private static double deviations(int values) {
    return FalseFailure.deviations(FalseFailure.RATE, values) * Wander.HIGHER_ORDER;
  }

  private void add(
      Curve curve,
      String suffix,
      String claim,
      double expected,
      double measured,
      double uncertainty,
      double tolerance) {
    checks.add(
        new Check(
            curve.id() + "-" + suffix,
            claim,
            SOURCE,
            expected,
            measured,
            uncertainty,
            tolerance,
            FalseFailure.RATE));
  }
}
