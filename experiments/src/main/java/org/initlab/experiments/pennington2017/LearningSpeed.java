package org.initlab.experiments.pennington2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;

/**
 * Learning speed after Figure 4 of Pennington, Schoenholz and Ganguli 2017: {@code initlab
 * reproduce pennington2017-fig4}.
 *
 * <p>Claim: deep networks that are isometric at initialization learn faster, by orders of
 * magnitude: orthogonal tanh networks with small q* first, Gaussian ones and larger q* later, ReLU
 * networks of either ensemble last.
 *
 * <p>What you should see: curves of accuracy in that order, each at its best learning rate.
 */
@AutoService(Experiment.class)
public final class LearningSpeed implements Experiment {
  @Override
  public String id() {
    return "pennington2017-fig4";
  }

  @Override
  public String title() {
    return "Time to a given accuracy of deep tanh and ReLU networks, orthogonal and Gaussian";
  }

  @Override
  public String description() {
    return "After Figure 4 of Pennington, Schoenholz and Ganguli 2017: steps of stochastic gradient"
        + " descent until a deep critical network has an accuracy of 0.7 on ten Gaussian clusters in"
        + " 64 dimensions, at the best of a grid of learning rates, for tanh networks with σ_w² ="
        + " 1.05 and 2 and for ReLU networks, with orthogonal and Gaussian weights. The paper trains"
        + " on CIFAR-10; the order of the curves, which is that of the largest singular values of"
        + " their Jacobians, is the same.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.PENNINGTON_2017);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    SpeedSettings settings = SpeedSettings.of(context.scale());
    List<Backend> backends = context.backends();
    context.progress().start("networks", (long) settings.entrants() * backends.size());
    List<Check> checks = new ArrayList<>();
    Table.Builder table = SpeedReport.table();
    SpeedReport shown = null;
    for (Backend backend : backends) {
      SpeedReport report = new SpeedReport(settings);
      for (Entrant entrant : settings.entered()) {
        for (int k = 0; k < settings.networks(); k++) {
          Seed seed = context.seed().child("pennington2017/race-" + k);
          report.add(entrant, best(context, settings, entrant, k, seed, backend));
          context.progress().advance(1);
        }
      }
      report.addTo(table, backend.name());
      checks.addAll(report.checks(backends.size() == 1 ? "" : "-" + backend.name()));
      if (shown == null) shown = report;
    }
    return new Result(List.of(table.build()), List.of(shown.figure()), checks);
  }

  /** The run that is first at the target; of runs that are not, the last one. */
  private static SpeedReport.Run best(
      RunContext context,
      SpeedSettings settings,
      Entrant entrant,
      int network,
      Seed seed,
      Backend backend) {
    TrainingRace race = settings.race();
    SpeedReport.Run best = null;
    for (double rate : settings.rates()) {
      boolean reached = best != null && best.reached();
      int limit = reached ? best.steps() - 1 : settings.limit();
      if (limit < race.window()) break;
      Table run =
          context.unit(
              entrant.id() + "/" + network + "/lr-" + rate + "/" + backend.name(),
              () ->
                  race.run(
                      entrant.function(),
                      entrant.scheme(),
                      rate,
                      SpeedSettings.TARGET,
                      limit,
                      seed,
                      backend,
                      context.options()));
      boolean there = race.last(run) >= SpeedSettings.TARGET;
      if (there || !reached) best = new SpeedReport.Run(rate, there, run.rows().size(), run);
    }
    return best;
  }
}
