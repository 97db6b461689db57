package org.initlab.experiments.xiao2018;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.data.Normalization;
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
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.ShortTraining;

/**
 * The authors' demonstration on MNIST: {@code initlab reproduce xiao2018-mnist-demo --data-dir
 * DIR}.
 *
 * <p>Claim: a plain tanh CNN with 16 delta-orthogonal layers at q* = 1/16 learns MNIST within 1,000
 * updates by SGD with momentum.
 *
 * <p>What you should see: a plateau of some hundred updates and then a loss that falls to 0.15, as
 * in the log that the authors published.
 */
@AutoService(Experiment.class)
public final class MnistDemo implements Experiment {
  /** Training batches of the published log: step, accuracy, loss. */
  private static final double[][] PUBLISHED = {
    {50, .26, 1.98},
    {200, .51, 1.39},
    {400, .56, .87},
    {500, .71, .76},
    {600, .89, .54},
    {700, .97, .15},
    {900, .97, .14},
    {999, .93, .18}
  };

  private static final int WINDOW = 25;

  /**
   * @param last the mean training accuracy that the last updates must reach
   */
  private record Effort(
      String dataset, int channels, int reductions, int depth, int batch, int steps, double last) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort("digits", 8, 0, 4, 16, 250, 0.2);
        case QUICK, PAPER -> new Effort("mnist", 32, 2, 16, 100, 1000, 0.9);
      };
    }

    boolean published() {
      return dataset.equals("mnist");
    }

    VanillaCnn network(Dataset data) {
      return new VanillaCnn(data.shape(), channels, reductions, depth, data.classes(), true);
    }
  }

  @Override
  public String id() {
    return "xiao2018-mnist-demo";
  }

  @Override
  public String title() {
    return "A plain tanh CNN of 16 delta-orthogonal layers learns MNIST, update by update";
  }

  @Override
  public String description() {
    return "The demonstration published with Xiao et al. 2018: MNIST, tanh, a 3×3 convolution to 32"
        + " channels, two of stride 2, 16 delta-orthogonal ones at q* = 1/16, the mean over positions"
        + " and a linear classifier, SGD with lr 0.01 and momentum 0.95, batches of 100, 1,000 updates;"
        + " loss and accuracy of training batches beside the published log. Quick is paper; both need"
        + " MNIST in --data-dir. Smoke trains 4 layers on the 8×8 digits.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.XIAO_2018);
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
    context.progress().start("runs", 1);
    Seed seed = context.seed();
    Table unit =
        context.unit(
            "training/" + backend.name(),
            () -> train(effort, data, seed, backend, context.options()));
    context.progress().advance(1);
    return new Result(List.of(unit), List.of(figure(effort, unit)), checks(effort, unit));
  }

  private static Table train(
      Effort effort, Dataset data, Seed seed, Backend backend, CompileOptions options) {
    CriticalLine.Point critical =
        CriticalLine.atVariance(DualActivation.of(Nonlinearity.TANH, 0), 1.0 / effort.depth());
    VanillaCnn cnn = effort.network(data);
    // The demonstration's pixels are 0 to 1.
    Normalization pixels =
        new Normalization(data.normalization().max(), List.of(0.0), List.of(1.0));
    Batcher batches =
        Batcher.training(
            data.train(), pixels, Augmentation.NONE, effort.batch(), seed.child("order"));
    Table.Builder table =
        Table.builder(
            "xiao2018-mnist-demo",
            "Training batch by batch",
            Column.integer("step", "from 0"),
            Column.real("loss", "of the batch before the update"),
            Column.real("accuracy", "of the batch before the update"));
    try (Model model =
        backend.compile(
            cnn.network(),
            cnn.draw(
                VanillaCnn.Kernel.DELTA_ORTHOGONAL,
                critical.weightVariance(),
                critical.biasVariance(),
                seed),
            options)) {
      UpdateRule rule = new UpdateRule.Sgd(0.01, 0.95, 0);
      int i = 0;
      for (ShortTraining.Step s : ShortTraining.run(model, batches, effort.steps(), rule)) {
        table.row(i++, s.loss(), s.accuracy());
      }
    }
    return table.build();
  }

  private static List<Check> checks(Effort effort, Table unit) {
    double first = unit.real(0, "loss");
    int from = Math.max(0, unit.rows().size() - effort.steps() / 10);
    double sum = 0;
    for (int i = from; i < unit.rows().size(); i++) sum += unit.real(i, "accuracy");
    double last = sum / (unit.rows().size() - from);
    return List.of(
        new Check(
            "first-loss",
            "the first loss is that of ten equal classes, ln 10; the published one is within 0.05",
            "github.com/brain-research/mean-field-cnns, demonstration",
            Math.log(10),
            first,
            0,
            effort.published() ? 0.1 : 0.6,
            Xiao2018Rates.SINGLE),
        new Check(
            "last-accuracy",
            String.format(
                Locale.ROOT,
                "mean accuracy of the training batches of the last %d updates is at least %.2f",
                effort.steps() / 10,
                effort.last()),
            "github.com/brain-research/mean-field-cnns, demonstration",
            (1 + effort.last()) / 2,
            last,
            0,
            (1 - effort.last()) / 2,
            Xiao2018Rates.SINGLE));
  }

  private static Figure figure(Effort effort, Table unit) {
    List<Panel> panels = new ArrayList<>();
    panels.add(panel(effort, unit, "loss", 2, Axis.linear("loss of the batch")));
    panels.add(
        panel(effort, unit, "accuracy", 1, Axis.linear("accuracy of the batch").between(0, 1)));
    String caption =
        String.format(
            Locale.ROOT,
            "%d delta-orthogonal tanh layers of %d channels on %s, SGD with lr 0.01 and momentum 0.95;"
                + " means of %d updates%s.",
            effort.depth(),
            effort.channels(),
            effort.dataset(),
            WINDOW,
            effort.published() ? "; points: single batches of the published log" : "");
    return new Figure(
        "xiao2018-mnist-demo",
        "The published demonstration (Xiao et al. 2018)",
        caption,
        2,
        panels);
  }

  private static Panel panel(Effort effort, Table unit, String column, int published, Axis y) {
    int n = unit.rows().size() / WINDOW;
    double[] x = new double[n];
    double[] mean = new double[n];
    for (int w = 0; w < n; w++) {
      x[w] = w * WINDOW + (WINDOW - 1) / 2.0;
      for (int i = 0; i < WINDOW; i++) mean[w] += unit.real(w * WINDOW + i, column) / WINDOW;
    }
    List<Series> series = new ArrayList<>();
    series.add(Series.of("ours", Series.Style.LINE, x, mean));
    if (effort.published()) {
      double[] steps = new double[PUBLISHED.length];
      double[] values = new double[PUBLISHED.length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = PUBLISHED[i][0];
        values[i] = PUBLISHED[i][published];
      }
      series.add(Series.of("published", Series.Style.POINTS, steps, values));
    }
    String title = column.equals("loss") ? "Loss" : "Accuracy";
    return Panel.of(title, Axis.linear("update"), y, series);
  }
}
