package org.initlab.experiments.pennington2017;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.FalseFailure;

/** The best runs of {@link LearningSpeed}: table, checks and figure. */
final class SpeedReport {
  /** Of one check at smoke scale: none of 100 seeds failed (docs/CALIBRATION.md). */
  private static final double RATE = FalseFailure.counted(100);

  private static final String SOURCE = "Pennington et al. 2017, Figure 4";

  /**
   * A run at one learning rate.
   *
   * @param reached whether it arrived at the target
   * @param steps that it took, or that were allowed
   */
  record Run(double rate, boolean reached, int steps, Table curve) {}

  private final SpeedSettings settings;
  private final Map<Entrant, List<Run>> runs = new EnumMap<>(Entrant.class);

  SpeedReport(SpeedSettings settings) {
    this.settings = settings;
  }

  void add(Entrant entrant, Run run) {
    runs.computeIfAbsent(entrant, e -> new ArrayList<>()).add(run);
  }

  static Table.Builder table() {
    return Table.builder(
        "pennington2017-fig4",
        "Steps to an accuracy of 0.7 at the best learning rate",
        Column.text("backend", "engine"),
        Column.text("network", "activation, σ_w² and ensemble"),
        Column.integer("draw", "from 0"),
        Column.flag("reached", "whether any rate arrived in time"),
        Column.integer("steps", "of the first to arrive, or that were allowed"),
        Column.real("rate", "its learning rate"));
  }

  void addTo(Table.Builder table, String backend) {
    runs.forEach(
        (entrant, list) -> {
          for (int k = 0; k < list.size(); k++) {
            Run r = list.get(k);
            table.row(backend, entrant.label(), k, r.reached(), r.steps(), r.rate());
          }
        });
  }

  /** Median steps; a network that does not arrive counts with the steps that it had. */
  private double steps(Entrant entrant) {
    double[] steps = runs.get(entrant).stream().mapToDouble(Run::steps).sorted().toArray();
    return steps[steps.length / 2];
  }

  List<Check> checks(String suffix) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        faster("orthogonal-first", Entrant.TANH_ORTHOGONAL, Entrant.TANH_GAUSSIAN, 1.25, suffix));
    checks.add(
        faster("tanh-before-relu", Entrant.TANH_ORTHOGONAL, Entrant.RELU_GAUSSIAN, 2.5, suffix));
    if (settings.entered().contains(Entrant.TANH_2_ORTHOGONAL)) {
      checks.add(
          faster(
              "small-q-first", Entrant.TANH_ORTHOGONAL, Entrant.TANH_2_ORTHOGONAL, 1.25, suffix));
      checks.add(
          faster(
              "tanh-before-relu-orthogonal",
              Entrant.TANH_ORTHOGONAL,
              Entrant.RELU_ORTHOGONAL,
              2.5,
              suffix));
    }
    return checks;
  }

  private Check faster(String id, Entrant first, Entrant second, double times, String suffix) {
    return new Check(
        id + suffix,
        String.format(
            java.util.Locale.ROOT,
            "steps of '%s' over those of '%s' (at most %d): %.4g times fewer at least",
            first.label(),
            second.label(),
            settings.limit(),
            times),
        SOURCE,
        0,
        runs.get(first).stream().allMatch(Run::reached)
            ? steps(first) / steps(second)
            : Double.POSITIVE_INFINITY,
        0,
        1 / times,
        RATE);
  }

  Figure figure() {
    List<Series> series = new ArrayList<>();
    runs.forEach(
        (entrant, list) -> {
          Table curve = list.get(0).curve();
          int n = curve.rows().size();
          double[] x = new double[n];
          double[] y = new double[n];
          for (int i = 0; i < n; i++) {
            x[i] = i + 1;
            int from = Math.max(0, i + 1 - settings.race().window());
            for (int k = from; k <= i; k++) {
              y[i] += curve.real(k, TrainingRace.ACCURACY) / (i + 1 - from);
            }
          }
          series.add(Series.of(entrant.label(), Series.Style.LINE, x, y));
        });
    double[] ends = {1, settings.limit()};
    double[] target = new double[2];
    Arrays.fill(target, SpeedSettings.TARGET);
    series.add(Series.of("target", Series.Style.THEORY, ends, target));
    return new Figure(
        "pennington2017-fig4",
        "Learning speed (after Pennington et al. 2017, Figure 4)",
        "Accuracy on new batches, mean over "
            + settings.race().window()
            + " steps (fewer before the first so many), of critical networks of "
            + settings.race().depth()
            + " layers and width "
            + settings.race().width()
            + " at the best learning rate, until it is 0.7.",
        1,
        List.of(
            Panel.of(
                "Ten Gaussian clusters",
                Axis.logarithmic("steps"),
                Axis.linear("accuracy").between(0, 1),
                series)));
  }
}
