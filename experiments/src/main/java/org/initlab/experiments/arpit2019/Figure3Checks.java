package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.ErrorBound;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.arpit2019.Figure3Results.Growth;
import org.initlab.experiments.arpit2019.Figure3Results.Run;

/** What Figure 3 claims, at the scale at hand. */
final class Figure3Checks {
  private static final String CLOSED_FORM =
      "closed form of E‖h‖² with zero padding; Arpit et al. 2019, section 3.2, without";

  private static final String FIGURE = "Arpit et al. 2019, Figure 3";

  /** From this N on (100 layers) PyTorch's default diverges in the paper. */
  private static final int DEEP = 16;

  /** The rate given where tolerances are not calibrated. */
  private static final double UNKNOWN_SETTINGS = 0.5;

  private final Figure3Settings settings;
  private final Figure3Results results;
  private final String backend;

  Figure3Checks(Figure3Settings settings, Figure3Results results, String backend) {
    this.settings = settings;
    this.results = results;
    this.backend = backend;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (int blocks : settings.measured()) checks.add(growth(blocks));
    for (int blocks : settings.blocks()) {
      checks.add(outcomes(blocks, Figure3Scheme.PROPOSED, false));
      if (settings.wholeEpoch()) checks.add(accuracy(blocks));
      if (blocks >= DEEP) checks.add(outcomes(blocks, Figure3Scheme.PYTORCH, true));
    }
    return checks;
  }

  /** The mean over networks and stages of ‖h‖² relative to its expectation, which is 1. */
  private Check growth(int blocks) {
    List<Growth> growths = results.growths(backend, blocks);
    double mean =
        growths.stream()
            .mapToDouble(g -> Math.pow(g.measured() / g.closedForm(), 2))
            .average()
            .orElseThrow();
    int networks = growths.size() / Figure3Settings.STAGE_SD.size();
    double variance = 0;
    for (double sd : Figure3Settings.STAGE_SD) variance += sd * sd;
    double error = Math.sqrt(variance / networks) / Figure3Settings.STAGE_SD.size();
    double tolerance = FalseFailure.deviations(FalseFailure.RATE) * error;
    String claim =
        String.format(
            Locale.ROOT,
            "proposed, %d layers: mean of (‖h‖ behind a stage / expected)² over 3 stages of %d"
                + " networks; tolerance 3.9 standard errors",
            Figure3Settings.layers(blocks),
            networks);
    return new Check(
        "growth-n" + blocks, claim, CLOSED_FORM, 1, mean, error, tolerance, FalseFailure.RATE);
  }

  private Check outcomes(int blocks, Figure3Scheme scheme, boolean diverging) {
    List<Run> runs = results.runs(backend, blocks, scheme);
    double diverged = runs.stream().filter(Run::diverged).count() / (double) runs.size();
    String claim =
        String.format(
            Locale.ROOT,
            "%s, %d layers: fraction of %d runs that diverge",
            scheme.label(),
            Figure3Settings.layers(blocks),
            runs.size());
    return new Check(
        "diverged-" + scheme.scheme().replace('_', '-') + "-n" + blocks,
        claim,
        FIGURE,
        diverging ? 1 : 0,
        diverged,
        0,
        0,
        FalseFailure.counted(settings.calibration()));
  }

  /** The proposed scheme learns at every depth: its accuracy lies in an interval. */
  private Check accuracy(int blocks) {
    List<Run> runs = results.runs(backend, blocks, Figure3Scheme.PROPOSED);
    double mean = runs.stream().mapToDouble(Run::accuracy).average().orElseThrow();
    double expected = settings.accuracy();
    double published = Figure3Scheme.PROPOSED.published(blocks);
    boolean beside = settings.published() && !Double.isNaN(published);
    String claim =
        String.format(
            Locale.ROOT,
            "proposed, %d layers: test accuracy after one epoch, the same at every depth; %s",
            Figure3Settings.layers(blocks),
            beside ? "tolerance for settings the paper does not give" : "chance is 0.1");
    return new Check(
        "accuracy-n" + blocks,
        claim,
        beside ? FIGURE : "this program, other seeds",
        beside ? published : expected,
        mean,
        0,
        settings.accuracyTolerance(),
        beside ? UNKNOWN_SETTINGS : FalseFailure.RATE);
  }

  /** Engines see the same growth in the same networks: the worst difference over its bound. */
  Check agreement(Backend other, Precision precision, List<Network> networks) {
    double worst = 0;
    for (int i = 0; i < networks.size(); i++) {
      List<ProbePoint> points = networks.get(i).probePoints();
      // A ratio of two norms, each within the bound of the deepest state.
      double bound =
          2
              * ErrorBound.of(networks.get(i), settings.samples(), precision)
                  .state(points.get(points.size() - 1));
      List<Growth> ours = results.growths(backend, settings.measured().get(i));
      List<Growth> theirs = results.growths(other.name(), settings.measured().get(i));
      for (int k = 0; k < ours.size(); k++) {
        double ratio = theirs.get(k).measured() / ours.get(k).measured();
        double difference = Math.abs(ratio - 1) / bound;
        if (!(difference <= worst)) worst = difference;
      }
    }
    return new Check(
        "agreement-" + other.name(),
        "growth of ‖h‖ on " + other.name() + " and " + backend + ": worst difference / bound",
        "ErrorBound: rounding of every layer",
        0,
        worst,
        0,
        1,
        0);
  }
}
