package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.experiments.arpit2019.Figure3Results.Growth;
import org.initlab.experiments.arpit2019.Figure3Results.Run;

/** Accuracy over depth, and the growth of ‖h‖ over the stages. */
final class Figure3Panels {
  private static final int STAGES = 3;

  private Figure3Panels() {}

  static Figure figure(Figure3Settings settings, Figure3Results results, String backend) {
    List<Series> accuracies = new ArrayList<>();
    for (Figure3Scheme scheme : Figure3Scheme.values()) {
      accuracies.add(measured(settings, results, backend, scheme));
      if (settings.published()) accuracies.add(published(scheme));
    }
    List<Series> growths = new ArrayList<>();
    for (int stage = 1; stage <= STAGES; stage++) {
      growths.add(growth(settings, results, backend, stage, Series.Style.POINTS));
      growths.add(growth(settings, results, backend, stage, Series.Style.THEORY));
    }
    growths.add(unpadded(settings));
    Axis axis = Axis.logarithmic("layers 6N + 4");
    String caption =
        "Left: test accuracy after one epoch on "
            + settings.dataset()
            + ", mean ± standard deviation of "
            + settings.seeds()
            + " runs; a run that diverges counts as 0"
            + (settings.published() ? "; dashed: the paper. " : ". ")
            + "Right: growth of ‖h‖ over every stage at initialization, proposed scheme, mean ±"
            + " standard error over networks; dashed: its expectation with zero padding, and c(N) ="
            + " (1 + 1/N)^(N/2) without.";
    return new Figure(
        "arpit2019-fig3-depth",
        "WideResNets over depth (Arpit et al. 2019, Figure 3)",
        caption,
        2,
        List.of(
            Panel.of(
                "Accuracy after one epoch",
                axis.markedAt(layers(settings.blocks())),
                Axis.linear("test accuracy").between(0, settings.published() ? 0.6 : 1),
                accuracies),
            Panel.of(
                "Growth over a stage, proposed",
                axis.markedAt(layers(settings.measured())),
                Axis.linear("‖h‖ behind / ‖h‖ before").between(0.8, 1.8),
                growths)));
  }

  private static Series measured(
      Figure3Settings settings, Figure3Results results, String backend, Figure3Scheme scheme) {
    double[] y = new double[settings.blocks().size()];
    double[] error = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      List<Run> runs = results.runs(backend, settings.blocks().get(i), scheme);
      y[i] = runs.stream().mapToDouble(Run::accuracy).average().orElseThrow();
      error[i] = deviation(runs, Run::accuracy);
    }
    return new Series(scheme.label(), Series.Style.LINE, layers(settings.blocks()), y, error);
  }

  private static Series published(Figure3Scheme scheme) {
    double[] y = Figure3Scheme.PUBLISHED_BLOCKS.stream().mapToDouble(scheme::published).toArray();
    double[] x = layers(Figure3Scheme.PUBLISHED_BLOCKS);
    return Series.of(scheme.label(), Series.Style.THEORY, x, y);
  }

  private static Series growth(
      Figure3Settings settings,
      Figure3Results results,
      String backend,
      int stage,
      Series.Style style) {
    ToDoubleFunction<Growth> value =
        style == Series.Style.THEORY ? Growth::closedForm : Growth::measured;
    double[] y = new double[settings.measured().size()];
    double[] error = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      List<Growth> all =
          results.growths(backend, settings.measured().get(i)).stream()
              .filter(g -> g.stage() == stage)
              .toList();
      y[i] = all.stream().mapToDouble(value).average().orElseThrow();
      error[i] = deviation(all, value) / Math.sqrt(all.size());
    }
    double[] x = layers(settings.measured());
    return new Series(
        "stage " + stage, style, x, y, style == Series.Style.THEORY ? new double[0] : error);
  }

  private static Series unpadded(Figure3Settings settings) {
    double[] y =
        settings.measured().stream().mapToDouble(n -> Math.pow(1 + 1.0 / n, n / 2.0)).toArray();
    return Series.of("c(N)", Series.Style.THEORY, layers(settings.measured()), y);
  }

  /** The standard deviation of a sample; 0 of a single value. */
  private static <T> double deviation(List<T> all, ToDoubleFunction<T> value) {
    if (all.size() < 2) return 0;
    double mean = all.stream().mapToDouble(value).average().orElseThrow();
    double squares = all.stream().mapToDouble(value).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (all.size() - 1));
  }

  private static double[] layers(List<Integer> blocks) {
    return blocks.stream().mapToDouble(Figure3Settings::layers).toArray();
  }
}
