package org.initlab.experiments.pennington2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
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
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.initlab.experiments.FalseFailure;

/**
 * A tanh network of 100 layers and 1,000 units at the edge of chaos, beside two that are not:
 * {@code initlab reproduce pennington2017-depth100}.
 *
 * <p>Claim: at criticality a vanilla tanh network of a hundred layers trains; in the ordered phase
 * its signal and its gradient are gone before the last layer.
 *
 * <p>What you should see: the accuracy of the critical networks rises within some tens of steps,
 * that of the ordered one stays at a tenth.
 */
@AutoService(Experiment.class)
public final class HundredLayers implements Experiment {
  private static final double TARGET = 0.7;
  private static final String[] SCHEMES = {"edge_of_chaos_orthogonal", "orthogonal:gain=0.9"};
  private static final String[] LABELS = {"edge of chaos", "ordered, σ_w = 0.9"};
  private static final double RATE = 0.01;

  /** Of one check at smoke scale: none of 100 seeds failed (docs/CALIBRATION.md). */
  private static final double FALSE_FAILURE = FalseFailure.counted(100);

  /** The race of a scale and how many steps it may take. */
  private record Settings(TrainingRace race, int limit) {
    static Settings of(Scale scale) {
      return switch (scale) {
        case SMOKE -> new Settings(new TrainingRace(100, 64, 64, 10), 60);
        case QUICK -> new Settings(new TrainingRace(100, 1000, 64, 10), 60);
        case PAPER -> new Settings(new TrainingRace(100, 1000, 128, 20), 300);
      };
    }
  }

  @Override
  public String id() {
    return "pennington2017-depth100";
  }

  @Override
  public String title() {
    return "A tanh network of 100 layers and 1,000 units trains at the edge of chaos";
  }

  @Override
  public String description() {
    return "A vanilla tanh network of 100 layers and 1,000 units with orthogonal weights trains on ten"
        + " Gaussian clusters in 64 dimensions from the edge of chaos (σ_w² = 1.05, σ_b² = 2e-5), and"
        + " stays at chance in the ordered phase (σ_w = 0.9), where its signal shrinks by 0.9^100."
        + " At scale smoke it has 64 units.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.PENNINGTON_2017, Bibliography.SCHOENHOLZ_2017);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    Settings settings = Settings.of(context.scale());
    List<Backend> backends = context.backends();
    context.progress().start("networks", (long) SCHEMES.length * backends.size());
    Seed seed = context.seed().child("pennington2017/depth100");
    Table.Builder curves =
        Table.builder(
            "pennington2017-depth100",
            "Training of 100 layers",
            Column.text("backend", "engine"),
            Column.text("init", "phase"),
            Column.integer("step", "from 1"),
            Column.real("loss", "of the batch before its update"),
            Column.real("accuracy", "on the batch before its update"));
    List<Check> checks = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    for (Backend backend : backends) {
      double[] last = new double[SCHEMES.length];
      int[] steps = new int[SCHEMES.length];
      for (int k = 0; k < SCHEMES.length; k++) {
        String scheme = SCHEMES[k];
        Table run =
            context.unit(
                "run-" + k + "/" + backend.name(),
                () ->
                    settings
                        .race()
                        .run(
                            Nonlinearity.TANH,
                            scheme,
                            RATE,
                            TARGET,
                            settings.limit(),
                            seed,
                            backend,
                            context.options()));
        last[k] = settings.race().last(run);
        steps[k] = run.rows().size();
        double[] x = new double[steps[k]];
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row++) {
          x[row] = row + 1;
          y[row] = run.real(row, TrainingRace.ACCURACY);
          double loss = run.real(row, TrainingRace.LOSS);
          curves.row(backend.name(), LABELS[k], row + 1, loss, y[row]);
        }
        if (series.size() < SCHEMES.length) {
          series.add(Series.of(LABELS[k], Series.Style.LINE, x, y));
        }
        context.progress().advance(1);
      }
      String suffix = backends.size() == 1 ? "" : "-" + backend.name();
      boolean reached = last[0] >= TARGET;
      double took = reached ? steps[0] : Double.POSITIVE_INFINITY;
      checks.addAll(checks(settings, took, last[1], suffix));
    }
    Figure figure =
        new Figure(
            "pennington2017-depth100",
            "Training 100 layers",
            "Accuracy on new batches of a tanh network of 100 layers and "
                + settings.race().width()
                + " units, until its mean over "
                + settings.race().window()
                + " steps is 0.7.",
            1,
            List.of(
                Panel.of(
                    "Ten Gaussian clusters",
                    Axis.linear("step"),
                    Axis.linear("accuracy").between(0, 1),
                    series)));
    return new Result(List.of(curves.build()), List.of(figure), checks);
  }

  private static List<Check> checks(
      Settings settings, double critical, double ordered, String suffix) {
    // A guess is right with probability 0.1 each; five deviations of its mean.
    double samples = (double) settings.race().window() * settings.race().batch();
    double chance = 5 * Math.sqrt(0.1 * 0.9 / samples);
    return List.of(
        new Check(
            "critical-trains" + suffix,
            "edge of chaos: steps until the accuracy is 0.7; at most " + settings.limit(),
            "Pennington et al. 2017",
            settings.limit() / 2.0,
            critical,
            0,
            settings.limit() / 2.0,
            FALSE_FAILURE),
        new Check(
            "ordered-does-not" + suffix,
            "ordered phase: accuracy after as many steps, at chance; a network that gives one class"
                + " for every input is right as often as that class occurs",
            "Schoenholz et al. 2017, section 5",
            0.1,
            ordered,
            0,
            chance + 0.05,
            FALSE_FAILURE));
  }
}
