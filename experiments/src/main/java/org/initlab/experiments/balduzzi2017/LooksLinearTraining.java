package org.initlab.experiments.balduzzi2017;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.EachBackend;

/**
 * Looks-linear initialization: {@code initlab reproduce balduzzi2017-looks-linear}.
 *
 * <p>Claim: a network of concatenated ReLUs whose weights are [W, −W] is linear at initialization,
 * so its gradients do not shatter, and it trains at depths up to 198 where He and orthogonal ReLU
 * networks do not.
 *
 * <p>What you should see: a flat curve for looks-linear and curves that fall to chance for the
 * others.
 */
@AutoService(Experiment.class)
public final class LooksLinearTraining implements Experiment {
  @Override
  public String id() {
    return "balduzzi2017-looks-linear";
  }

  @Override
  public String title() {
    return "Looks-linear networks: exactly linear at first, and trained at depths up to 198";
  }

  @Override
  public String description() {
    return "Section 5 of Balduzzi et al. 2017: fully connected networks of concatenated ReLUs with"
        + " looks-linear initialization are checked to be linear at initialization to 1e-5 in float32,"
        + " and trained by Adam at depths up to 198 beside the same networks with He initialization and"
        + " ReLU networks with He and orthogonal weights. Smoke and quick train on the 8×8 digits,"
        + " paper on CIFAR-10 in --data-dir; the paper gives no learning rates or widths for this"
        + " figure, those here are ours.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(
        Bibliography.BALDUZZI_2017,
        Bibliography.SHANG_2016,
        Bibliography.HE_2015,
        Bibliography.SAXE_2014);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    LooksLinearSettings settings = LooksLinearSettings.of(context.scale());
    Dataset data = Datasets.named(settings.dataset(), context.data());
    return EachBackend.run(context, backend -> on(backend, settings, data, context));
  }

  private static Result on(
      Backend backend, LooksLinearSettings settings, Dataset data, RunContext context) {
    int runs = settings.depths().size() * LooksLinearRun.Init.values().length;
    context.progress().start("networks", runs);
    Map<LooksLinearRun, Table> results = new LinkedHashMap<>();
    for (LooksLinearRun.Init init : LooksLinearRun.Init.values()) {
      for (int depth : settings.depths()) {
        LooksLinearRun run = new LooksLinearRun(init, depth);
        Table unit =
            context.unit(
                run.key() + "/" + backend.name(),
                () ->
                    run.train(
                        settings,
                        data,
                        context.seed().child(run.key()),
                        backend,
                        context.options()));
        results.put(run, unit);
        context.progress().advance(1);
      }
    }
    LooksLinearReport report = new LooksLinearReport(settings, results);
    return new Result(List.of(report.table()), List.of(report.figure()), report.checks());
  }
}
