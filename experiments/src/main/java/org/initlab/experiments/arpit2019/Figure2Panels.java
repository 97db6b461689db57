package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;

/** Accuracies over depth, and beside them what explains them: the gradient at initialization. */
final class Figure2Panels {
  private static final double LOWEST = -0.04;
  private static final double HIGHEST = 1.04;

  private final Figure2Settings settings;
  private final Figure2Runs runs;

  private Figure2Panels(Figure2Settings settings, Figure2Runs runs) {
    this.settings = settings;
    this.runs = runs;
  }

  static Figure figure(Figure2Settings settings, Figure2Runs runs) {
    Figure2Panels panels = new Figure2Panels(settings, runs);
    boolean mlp = settings.part() == Figure2Settings.Part.MLP;
    String rates =
        settings.rates().stream().map(r -> Double.toString(r)).collect(Collectors.joining(", "));
    String caption =
        String.format(
            Locale.ROOT,
            "%s of %d %s per hidden layer on %s, weight-normalized; SGD with momentum %s, batch %d,"
                + " the learning rate of the best validation accuracy among %s. Runs that diverged"
                + " at every rate are drawn at 0 and marked. Right: the gradient of the first"
                + " layer's weights at initialization, mean and standard deviation of its logarithm"
                + " over %d networks%s.",
            mlp ? "MLPs" : "CNNs",
            settings.hidden(),
            mlp ? "units" : "channels",
            settings.data(),
            settings.momentum(),
            settings.batch(),
            rates,
            settings.draws(),
            mlp
                ? "; dashed: √(π/(π − 1)) per layer and a constant"
                : "; dashed: (1 + 2cos(π/9))/3 per layer, which zero padding leaves of ‖h‖ and of"
                    + " its gradient");
    return new Figure(
        settings.id(),
        "Depth and weight normalization's initialization (Arpit et al. 2019, Figure 2)",
        caption,
        3,
        List.of(
            panels.accuracy("Test accuracy", Figure2Training::testAccuracy, settings.published()),
            panels.accuracy("Training accuracy", Figure2Training::trainAccuracy, false),
            panels.gradients()));
  }

  private Panel accuracy(String title, ToDoubleFunction<Figure2Training> value, boolean published) {
    List<Series> series = new ArrayList<>();
    double[] x = settings.depths().stream().mapToDouble(d -> d.layers()).toArray();
    for (Figure2Init init : Figure2Init.values()) {
      double[] y =
          settings.depths().stream()
              .mapToDouble(d -> value.applyAsDouble(runs.chosen(init, d.layers())))
              .toArray();
      series.add(Series.of(init.label(), Series.Style.LINE, x, y));
    }
    double[] failed =
        settings.depths().stream()
            .filter(d -> diverged(d.layers()))
            .mapToDouble(d -> d.layers())
            .toArray();
    if (failed.length > 0) {
      series.add(Series.of("Diverged", Series.Style.POINTS, failed, new double[failed.length]));
    }
    if (published) series.add(published());
    return Panel.of(title, depthAxis(), Axis.linear("accuracy").between(LOWEST, HIGHEST), series);
  }

  private boolean diverged(int layers) {
    for (Figure2Init init : Figure2Init.values()) {
      if (runs.chosen(init, layers).diverged()) return true;
    }
    return false;
  }

  private Series published() {
    Figure2Init init = Figure2Init.ORTHOGONAL_PROPOSED;
    List<double[]> points = new ArrayList<>();
    for (Figure2Settings.Depth d : settings.depths()) {
      PublishedFigure2.test(settings.part(), init, d.layers())
          .ifPresent(p -> points.add(new double[] {d.layers(), p.value()}));
    }
    return Series.of(
        "Published, " + init.label().toLowerCase(Locale.ROOT),
        Series.Style.POINTS,
        points.stream().mapToDouble(p -> p[0]).toArray(),
        points.stream().mapToDouble(p -> p[1]).toArray());
  }

  private Panel gradients() {
    List<Series> series = new ArrayList<>();
    for (GradientGrowth growth : runs.gradients()) {
      double[] x = growth.logs().keySet().stream().mapToDouble(d -> d).toArray();
      double[] y = new double[x.length];
      double[] error = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = growth.mean((int) x[i]) / Math.log(10);
        error[i] = growth.sd((int) x[i]) / Math.log(10);
      }
      series.add(new Series(growth.init().label(), Series.Style.LINE, x, y, error));
      settings.part().growth(growth.init()).ifPresent(p -> series.add(theory(growth, p, x)));
    }
    return Panel.of(
        "Gradient at initialization",
        Axis.linear("hidden layers"),
        Axis.linear("log₁₀ ‖∂L/∂W₁‖"),
        series);
  }

  /** The line of the predicted slope through the depths that are fitted. */
  private Series theory(GradientGrowth growth, double slope, double[] x) {
    double[] fitted =
        growth.logs().keySet().stream()
            .filter(layers -> layers >= settings.fitFrom())
            .mapToDouble(layers -> growth.mean(layers) - slope * layers)
            .toArray();
    double intercept = Arrays.stream(fitted).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) y[i] = (intercept + slope * x[i]) / Math.log(10);
    return Series.of(growth.init().label(), Series.Style.THEORY, x, y);
  }

  private Axis depthAxis() {
    double[] depths = settings.depths().stream().mapToDouble(d -> d.layers()).toArray();
    return Axis.logarithmic("hidden layers").markedAt(depths);
  }
}
