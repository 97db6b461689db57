package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.FalseFailure;

/** What Figure 2 claims, of the runs on one backend. */
final class Figure2Checks {
  private static final String CLAIM = "Arpit et al. 2019, Figure 2";

  /**
   * Most by which the variance of ln‖·‖² can grow per layer of n units: (6n/(n + 2) − 1)/n &lt; 5/n
   * for isotropic rows, less for orthogonal ones ({@code arpit2019-norm}). Averaging over a batch
   * whose samples differ makes it less.
   */
  private static final double STEP = 5;

  /** Points of accuracy by which the unpublished settings may move a result: a judgement. */
  private static final double OURS = 0.03;

  /** A rate that nobody has measured: the paper's scale takes hours a seed. */
  private static final double UNKNOWN = 1;

  private final Figure2Settings settings;
  private final Figure2Runs runs;
  private final String suffix;

  /**
   * @param suffix of the ids, where several backends are checked
   */
  Figure2Checks(Figure2Settings settings, Figure2Runs runs, String suffix) {
    this.settings = settings;
    this.runs = runs;
    this.suffix = suffix;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Figure2Init init : Figure2Init.values()) {
      for (Figure2Settings.Depth depth : settings.depths()) {
        if (init.dataDependent()) {
          if (depth.diverges()) checks.add(diverges(init, depth));
        } else {
          checks.add(stays(init, depth));
          if (depth.trains() > 0) checks.add(trains(init, depth));
        }
        if (settings.published()) published(init, depth).ifPresent(checks::add);
      }
    }
    for (GradientGrowth growth : runs.gradients()) growth(growth).ifPresent(checks::add);
    runs.padding().forEach((init, networks) -> checks.add(padding(init, networks)));
    return checks;
  }

  private double calibrated() {
    return FalseFailure.counted(settings.calibration());
  }

  private Check diverges(Figure2Init init, Figure2Settings.Depth depth) {
    String claim =
        String.format(
            Locale.ROOT,
            "%s at %d layers diverges at each of %d learning rates: the share that does",
            init.label(),
            depth.layers(),
            settings.rates().size());
    double share = runs.diverged(init, depth.layers()) / (double) settings.rates().size();
    return check(init, "diverges-at-" + depth.layers(), claim, 1, share, 0, calibrated());
  }

  private Check stays(Figure2Init init, Figure2Settings.Depth depth) {
    String claim =
        String.format(
            Locale.ROOT,
            "%s at %d layers does not diverge at the lowest learning rate (0: it does not)",
            init.label(),
            depth.layers());
    Figure2Training lowest =
        runs.of(init, depth.layers()).stream()
            .min((a, b) -> Double.compare(a.rate(), b.rate()))
            .orElseThrow();
    double diverged = lowest.diverged() ? 1 : 0;
    return check(init, "stays-finite-at-" + depth.layers(), claim, 0, diverged, 0, calibrated());
  }

  private Check trains(Figure2Init init, Figure2Settings.Depth depth) {
    String claim =
        String.format(
            Locale.ROOT,
            "%s at %d layers trains: training accuracy in %d epochs, at least %.2f",
            init.label(),
            depth.layers(),
            depth.epochs(),
            depth.trains());
    double accuracy = runs.chosen(init, depth.layers()).trainAccuracy();
    double tolerance = 1 - depth.trains();
    return check(init, "trains-at-" + depth.layers(), claim, 1, accuracy, tolerance, calibrated());
  }

  private Optional<Check> published(Figure2Init init, Figure2Settings.Depth depth) {
    return PublishedFigure2.test(settings.part(), init, depth.layers())
        .map(
            p ->
                new Check(
                    init.id() + "-published-at-" + depth.layers() + suffix,
                    String.format(
                        Locale.ROOT,
                        "%s at %d layers: test accuracy, 0 for diverged; tolerance: reading ± %s"
                            + " and %s for width, learning rates and epochs, which are ours",
                        init.label(),
                        depth.layers(),
                        p.reading(),
                        p.value() == 0 ? 0 : OURS),
                    PublishedFigure2.SOURCE,
                    p.value(),
                    runs.chosen(init, depth.layers()).testAccuracy(),
                    0,
                    p.reading() + (p.value() == 0 ? 0 : OURS),
                    UNKNOWN));
  }

  /**
   * Ratios of successive layers have the closed form as their mean whatever the layer before is, so
   * their errors do not add up, and each has a variance of at most {@link #STEP}/channels.
   */
  private Check padding(Figure2Init init, List<Table> networks) {
    double kept = Math.pow(PaddedEnergy.kept(Figure2Settings.Padding.SIDE), 2);
    long layers = PaddedEnergy.layers(networks);
    double error = kept * Math.sqrt(STEP / settings.padding().channels() / layers);
    double z = FalseFailure.deviations(FalseFailure.RATE);
    return new Check(
        init.id() + "-padding" + suffix,
        String.format(
            Locale.ROOT,
            "%s: what zero padding leaves of Σφ‖h‖² from one layer to the next, φ the eigenvector,"
                + " mean over %d layers; tolerance: %.1f standard errors at most",
            init.label(),
            layers,
            z),
        "closed form ((1 + 2cos(π/9))/3)² on maps of 8×8",
        kept,
        PaddedEnergy.mean(networks),
        error,
        z * error,
        FalseFailure.RATE);
  }

  /** The growth per layer where theory has one and there are networks enough to see it. */
  private Optional<Check> growth(GradientGrowth growth) {
    Figure2Init init = growth.init();
    OptionalDouble predicted = settings.part().growth(init);
    if (predicted.isEmpty() || settings.draws() == 1) return Optional.empty();
    double step = STEP / settings.hidden();
    double sd = growth.slopeSd(settings.fitFrom(), step);
    double z = FalseFailure.deviations(FalseFailure.RATE);
    // ln of a log-normal norm lies lower than ½ ln of its expected square by a quarter of the
    // variance, which grows by the step per layer.
    double drift = step / 4;
    String claim =
        String.format(
            Locale.ROOT,
            "%s: growth of ln‖∂L/∂W₁‖ at initialization per hidden layer, from %d layers on;"
                + " tolerance: %.1f sd of %d networks' wander at most, by theory, and its drift %.4f",
            init.label(),
            settings.fitFrom(),
            z,
            settings.draws(),
            drift);
    String source =
        init.dataDependent()
            ? "closed form ½ ln(π/(π − 1)): ½/Var(ReLU(z)) per layer"
            : settings.part() == Figure2Settings.Part.CNN
                ? "closed form ln((1 + 2cos(π/9))/3): zero padding on maps of 8×8"
                : "closed form 0 (Arpit et al. 2019, Theorem 1 and its corollaries)";
    return Optional.of(
        new Check(
            init.id() + "-gradient-growth" + suffix,
            claim,
            source,
            predicted.getAsDouble(),
            growth.slope(settings.fitFrom()),
            sd,
            z * sd + drift,
            FalseFailure.RATE));
  }

  private Check check(
      Figure2Init init,
      String name,
      String claim,
      double expected,
      double measured,
      double tolerance,
      double falseFailureRate) {
    return new Check(
        init.id() + "-" + name + suffix,
        claim,
        CLAIM,
        expected,
        measured,
        0,
        tolerance,
        falseFailureRate);
  }
}
