package org.initlab.experiments.saxe2014;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.FalseFailure;

/**
 * Figure 6 A of Saxe, McClelland and Ganguli 2014: {@code initlab reproduce saxe2014-fig6a}.
 *
 * <p>Claim: the time in which a deep linear network learns, at its best learning rate, does not
 * depend on depth from orthogonal weights and grows with depth from scaled Gaussian ones.
 *
 * <p>What you should see: a flat curve and a rising one that ends where no rate learns any more.
 */
@AutoService(Experiment.class)
public final class LearningTime implements Experiment {
  private static final String[] SCHEMES = {"orthogonal", "lecun_normal"};
  private static final String[] LABELS = {"orthogonal", "scaled Gaussian"};

  @Override
  public String id() {
    return "saxe2014-fig6a";
  }

  @Override
  public String title() {
    return "Learning time of deep linear networks over depth, orthogonal and scaled Gaussian";
  }

  @Override
  public String description() {
    return "Figure 6 A of Saxe, McClelland and Ganguli 2014: steps of full-batch gradient descent"
        + " until a deep linear network's squared error is 1 % of the targets', at the best of a"
        + " grid of learning rates, over the number of weight matrices. Inputs are whitened and"
        + " the map to learn has ten modes of strengths 0.5 to 1.5. From orthogonal weights the time"
        + " is flat in depth; from Gaussian ones of variance 1/N it grows, until no rate learns.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SAXE_2014);
  }

  @Override
  public Result run(RunContext context) {
    LearningTimeSettings settings = LearningTimeSettings.of(context.scale());
    List<Backend> backends = context.backends();
    long networks = (long) settings.depths().length * settings.networks() * SCHEMES.length;
    context.progress().start("networks", networks * backends.size());
    Table.Builder table =
        Table.builder(
            "saxe2014-fig6a",
            "Learning time at the best learning rate",
            Column.text("backend", "engine"),
            Column.text("scheme", "initializer"),
            Column.integer("depth", "weight matrices"),
            Column.integer("network", "from 0"),
            Column.integer("steps", "of gradient descent; empty where no rate learns in time"),
            Column.real("rate", "the learning rate that does"));
    List<Check> checks = new ArrayList<>();
    Figure figure = null;
    for (Backend backend : backends) {
      double[][] medians = new double[SCHEMES.length][settings.depths().length];
      for (int k = 0; k < SCHEMES.length; k++) {
        for (int d = 0; d < settings.depths().length; d++) {
          medians[k][d] =
              median(context, settings, SCHEMES[k], settings.depths()[d], backend, table);
        }
      }
      String suffix = backends.size() == 1 ? "" : "-" + backend.name();
      checks.addAll(checks(settings, medians, suffix));
      if (figure == null) figure = figure(settings, medians);
    }
    return new Result(List.of(table.build()), List.of(figure), checks);
  }

  /** Of networks that do not learn in time it is ∞. */
  private static double median(
      RunContext context,
      LearningTimeSettings settings,
      String scheme,
      int depth,
      Backend backend,
      Table.Builder all) {
    double[] steps = new double[settings.networks()];
    for (int k = 0; k < steps.length; k++) {
      var seed = context.seed().child("saxe2014/learning-time-" + depth + "-" + k);
      Table one =
          context.unit(
              scheme + "/" + depth + "/" + k + "/" + backend.name(),
              () ->
                  LearningTimeSearch.best(
                      settings, scheme, depth, seed, backend, context.options()));
      Long found = (Long) one.rows().get(0).get(0);
      Double rate = (Double) one.rows().get(0).get(1);
      all.row(backend.name(), scheme, depth, k, found, rate);
      steps[k] = found == null ? Double.POSITIVE_INFINITY : found;
      context.progress().advance(1);
    }
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }

  private static List<Check> checks(
      LearningTimeSettings settings, double[][] medians, String suffix) {
    int shallow = Arrays.binarySearch(settings.depths(), LearningTimeSettings.SHALLOW);
    int twenty = Arrays.binarySearch(settings.depths(), 20);
    int deepest = settings.depths().length - 1;
    return List.of(
        new Check(
            "orthogonal-flat" + suffix,
            "orthogonal: steps at depth "
                + settings.deepest()
                + " over those at depth 10, at most 2.5; rates are a factor of "
                + String.format(
                    java.util.Locale.ROOT, "%.2g", Math.pow(10, 1.0 / settings.ratesPerDecade()))
                + " apart",
            "Saxe et al. 2014, Figure 6 A",
            1,
            medians[0][deepest] / medians[0][shallow],
            0,
            1.5,
            FALSE_FAILURE),
        new Check(
            "gaussian-slower" + suffix,
            "steps at depth 20 from orthogonal weights over those from Gaussian ones: at most a"
                + " third",
            "Saxe et al. 2014, Figure 6 A",
            0,
            medians[0][twenty] / medians[1][twenty],
            0,
            1.0 / 3,
            FALSE_FAILURE),
        new Check(
            "gaussian-grows" + suffix,
            "Gaussian: steps at depth 5 over those at depth 20: at most a half",
            "Saxe et al. 2014, Figure 6 A",
            0,
            medians[1][Arrays.binarySearch(settings.depths(), 5)] / medians[1][twenty],
            0,
            0.5,
            FALSE_FAILURE));
  }

  /** Of one check at smoke scale: none of 100 seeds failed (docs/CALIBRATION.md). */
  private static final double FALSE_FAILURE = FalseFailure.counted(100);

  private static Figure figure(LearningTimeSettings settings, double[][] medians) {
    double[] depth = Arrays.stream(settings.depths()).asDoubleStream().toArray();
    List<Series> series = new ArrayList<>();
    for (int k = 0; k < SCHEMES.length; k++) {
      double[] steps = medians[k];
      int learnt = 0;
      while (learnt < steps.length && Double.isFinite(steps[learnt])) learnt++;
      series.add(
          Series.of(
              LABELS[k],
              Series.Style.LINE,
              Arrays.copyOf(depth, learnt),
              Arrays.copyOf(steps, learnt)));
    }
    return new Figure(
        "saxe2014-fig6a",
        "Learning time over depth (Saxe et al. 2014, Figure 6 A)",
        "Steps of gradient descent until the error is 1 % at the best learning rate, median of "
            + settings.networks()
            + "; a curve ends where no rate of the grid learns within "
            + settings.limit()
            + " steps.",
        1,
        List.of(
            Panel.of(
                "Width " + settings.width(),
                Axis.linear("weight matrices"),
                Axis.logarithmic("steps"),
                series)));
  }
}
