package org.initlab.experiments.arpit2019;

import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Check;
import org.initlab.experiments.FalseFailure;

/**
 * Checks of one curve against its closed form E‖·‖². A single random network strays from it; by how
 * much, per layer, is derived in core, and decides the tolerances.
 */
final class ClosedFormChecks {
  private static final String SOURCE =
      "closed form (Arpit et al. 2019, Theorem 1 and its corollaries)";

  private ClosedFormChecks() {}

  static List<Check> of(Curve curve, int samples) {
    Wander wander = new Wander(curve, samples);
    return List.of(perLayer(curve, wander), everyLayer(curve, wander));
  }

  /** The geometric mean of the factors of all layers: the slope of the log-norm. */
  private static Check perLayer(Curve curve, Wander wander) {
    boolean forward = curve.direction() == Direction.FORWARD;
    int end = forward ? curve.points() : 1;
    int steps = forward ? curve.points() : curve.points() - 1;
    double ours = 0;
    double closed = 0;
    for (Curve.Line line : curve.lines()) {
      ours += Math.log(line.norms()[end - 1].rms());
      closed += 0.5 * Math.log(line.network().closedForm(curve.direction())[end - 1]);
    }
    double perLayer = 1.0 / (steps * curve.lines().size());
    double expected = Math.exp(closed * perLayer);
    double sd = wander.sdOfLogNorm(end) / steps;
    // ln of a log-normal mean square lies lower than that of its expectation by half its variance.
    double bias = wander.variance(end) / 4 / steps;
    double z = FalseFailure.deviations(FalseFailure.RATE) * Wander.HIGHER_ORDER;
    String claim =
        String.format(
            Locale.ROOT,
            "%s: norm growth per layer over %d layers; tolerance %.1f sd of a random network's wander,"
                + " by theory",
            curve.words(),
            steps,
            z);
    return new Check(
        curve.id() + "-per-layer",
        claim,
        SOURCE,
        expected,
        Math.exp(ours * perLayer),
        expected * sd,
        expected * Math.expm1(z * sd + bias),
        FalseFailure.RATE);
  }

  /** The layer that lies farthest from its closed form, in standard deviations. */
  private static Check everyLayer(Curve curve, Wander wander) {
    double worst = 0;
    int compared = 0;
    for (int k = 0; k < curve.lines().size(); k++) {
      Curve.Line line = curve.lines().get(k);
      double[] closed = line.network().closedForm(curve.direction());
      for (int i = 1; i <= curve.points(); i++) {
        double variance = wander.variance(k, i);
        // The gradient at the output is given, not computed.
        if (variance == 0) continue;
        double log = 2 * Math.log(line.norms()[i - 1].rms()) - Math.log(closed[i - 1]);
        worst = Math.max(worst, Math.abs(log + variance / 2) / Math.sqrt(variance));
        compared++;
      }
    }
    double z = FalseFailure.deviations(FalseFailure.RATE, compared) * Wander.HIGHER_ORDER;
    String claim =
        String.format(
            Locale.ROOT,
            "%s: ln(norm) at the layer farthest from its closed form, of %d, in sd of a random"
                + " network's wander, by theory",
            curve.words(),
            compared);
    return new Check(curve.id() + "-every-layer", claim, SOURCE, 0, worst, 1, z, FalseFailure.RATE);
  }
}
