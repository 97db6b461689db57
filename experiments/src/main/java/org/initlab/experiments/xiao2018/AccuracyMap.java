package org.initlab.experiments.xiao2018;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
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
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.ShortTraining;

/**
 * Which depths of a plain CNN train: {@code initlab reproduce xiao2018-accuracy-map --data-dir
 * DIR}.
 *
 * <p>Claim: a plain tanh CNN trains where its depth is within a few ξ_c, arbitrarily deep at the
 * critical point σ_w² = 1.05 of σ_b² = 2e-5.
 *
 * <p>What you should see: high accuracy at every depth in the column of σ_w² = 1.05, and less and
 * less depth that trains to the right of it, within 6 ξ_c.
 */
@AutoService(Experiment.class)
public final class AccuracyMap implements Experiment {
  private static final double BIAS_VARIANCE = 2e-5;
  private static final double BOUNDARY = 6;

  /**
   * @param reductions convolutions of stride 2 before the deep ones
   * @param judged updates at the end whose batches' accuracy counts
   */
  private record Effort(
      String dataset,
      int channels,
      int reductions,
      double[] depths,
      double[] weightVariances,
      int steps,
      int judged,
      int batch,
      double rate) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE ->
            new Effort(
                "digits", 4, 0, new double[] {4, 36}, new double[] {1.05, 4}, 80, 15, 16, 0.01);
        case QUICK ->
            new Effort(
                "mnist",
                16,
                2,
                new double[] {10, 40, 100},
                new double[] {1.05, 1.5, 2, 3, 4},
                150,
                20,
                64,
                0.01);
        case PAPER ->
            new Effort(
                "mnist",
                256,
                2,
                Curves.grid(10, 300, 30),
                Curves.grid(1, 4, 31),
                500,
                50,
                100,
                0.001);
      };
    }
  }

  @Override
  public String id() {
    return "xiao2018-accuracy-map";
  }

  @Override
  public String title() {
    return "Which depths of a plain tanh CNN train, over the variance of its weights";
  }

  @Override
  public String description() {
    return "The accuracy maps of Xiao et al. 2018: plain tanh CNNs with delta-orthogonal layers, σ_b² ="
        + " 2e-5, trained on MNIST for a while by SGD with momentum 0.9, over σ_w² from 1 to 4 and"
        + " depth, with 6 ξ_c over it. Paper: 256 channels, 30 depths up to 300, 31 values of σ_w², 500"
        + " updates, for a GPU. Quick: 16 channels, 15 cells. Both need MNIST in --data-dir; smoke is"
        + " four cells on the 8×8 digits. The classifier reads every position."
        + " Channels, learning rates and steps are ours.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.XIAO_2018, Bibliography.SCHOENHOLZ_2017);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    Effort effort = Effort.of(context);
    Dataset data = Datasets.named(effort.dataset(), context.data());
    return EachBackend.run(context, backend -> on(backend, effort, data, context));
  }

  private static Result on(Backend backend, Effort effort, Dataset data, RunContext context) {
    double[] depths = effort.depths();
    double[] w = effort.weightVariances();
    context.progress().start("networks", (long) depths.length * w.length);
    double[][] z = new double[depths.length][w.length];
    for (int row = 0; row < depths.length; row++) {
      for (int column = 0; column < w.length; column++) {
        int depth = (int) depths[row];
        double weightVariance = w[column];
        String key = String.format(Locale.ROOT, "depth-%d/sigma-w2-%.2f", depth, weightVariance);
        Seed seed = context.seed().child(key);
        Table unit =
            context.unit(
                key + "/" + backend.name(),
                () -> train(depth, weightVariance, effort, data, seed, backend, context.options()));
        z[row][column] = unit.real(0, "accuracy");
        context.progress().advance(1);
      }
    }
    Panel.HeatMap map = new Panel.HeatMap("training accuracy", w, depths, z);
    return new Result(List.of(table(map)), List.of(figure(effort, map)), List.of(check(map)));
  }

  private static Table train(
      int depth,
      double weightVariance,
      Effort effort,
      Dataset data,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    VanillaCnn cnn =
        new VanillaCnn(
            data.shape(), effort.channels(), effort.reductions(), depth, data.classes(), false);
    Batcher batches =
        Batcher.training(
            data.train(),
            data.normalization(),
            Augmentation.NONE,
            effort.batch(),
            seed.child("order"));
    try (Model model =
        backend.compile(
            cnn.network(),
            cnn.draw(VanillaCnn.Kernel.DELTA_ORTHOGONAL, weightVariance, BIAS_VARIANCE, seed),
            options)) {
      List<ShortTraining.Step> steps =
          ShortTraining.run(
              model, batches, effort.steps(), new UpdateRule.Sgd(effort.rate(), 0.9, 0));
      List<ShortTraining.Step> last =
          steps.subList(Math.max(0, steps.size() - effort.judged()), steps.size());
      return Table.builder(
              "cell",
              "One trained network",
              Column.real("accuracy", "mean over the last updates' batches"))
          .row(last.stream().mapToDouble(ShortTraining.Step::accuracy).average().orElseThrow())
          .build();
    }
  }

  private static double xi(double weightVariance) {
    double b = Math.sqrt(BIAS_VARIANCE);
    return MeanField.of(Nonlinearity.TANH, 0, Math.sqrt(weightVariance), b).fixedPoint().xiC();
  }

  private static Check check(Panel.HeatMap map) {
    int deepest = map.y().length - 1;
    double near = 0;
    double far = 0;
    for (int i = 0; i < map.x().length; i++) {
      double accuracy = map.z()[deepest][i];
      boolean reachable = map.y()[deepest] <= BOUNDARY * xi(map.x()[i]);
      if (reachable) near = Math.max(near, accuracy);
      else if (map.y()[deepest] > 1.5 * BOUNDARY * xi(map.x()[i])) far = Math.max(far, accuracy);
    }
    return new Check(
        "critical-trains-deepest",
        String.format(
            Locale.ROOT,
            "at %.0f layers a network within 6 ξ_c is better than every one beyond 9 ξ_c: difference of"
                + " training accuracies, at least 0.1",
            map.y()[deepest]),
        "Xiao et al. 2018, section 4",
        0.55,
        near - far,
        0,
        0.45,
        Xiao2018Rates.SINGLE);
  }

  private static Table table(Panel.HeatMap map) {
    Table.Builder table =
        Table.builder(
            "xiao2018-accuracy-map",
            "Training accuracy over depth and weight variance",
            Column.integer("depth", "delta-orthogonal layers"),
            Column.real("sigma_w2", "σ_w²"),
            Column.real("xi_c", "predicted depth scale, in layers"),
            Column.real("accuracy", "mean over the last updates' batches"));
    for (int row = 0; row < map.y().length; row++) {
      for (int i = 0; i < map.x().length; i++) {
        table.row((long) map.y()[row], map.x()[i], xi(map.x()[i]), map.z()[row][i]);
      }
    }
    return table.build();
  }

  private static Figure figure(Effort effort, Panel.HeatMap map) {
    double highest = map.y()[map.y().length - 1] * 1.05;
    double[] grid = Curves.grid(map.x()[0], map.x()[map.x().length - 1], 121);
    String caption =
        String.format(
            Locale.ROOT,
            "Training accuracy on %s of plain tanh CNNs of %d channels after %d updates by SGD (lr %s,"
                + " momentum 0.9, batches of %d), σ_{b}² = 2·10^{-5}; dashed: depth 6 ξ_c by theory.",
            effort.dataset(),
            effort.channels(),
            effort.steps(),
            effort.rate(),
            effort.batch());
    return new Figure(
        "xiao2018-accuracy-map",
        "Which depths train (Xiao et al. 2018)",
        caption,
        1,
        List.of(
            new Panel(
                "Training accuracy",
                Axis.linear("σ_{w}²"),
                Axis.linear("delta-orthogonal layers"),
                Curves.boundary("6 ξ_c", grid, w -> BOUNDARY * xi(w), highest),
                Optional.of(map))));
  }
}
