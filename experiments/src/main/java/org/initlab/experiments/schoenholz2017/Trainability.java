package org.initlab.experiments.schoenholz2017;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * Which depths train: {@code initlab reproduce schoenholz2017-trainability --data-dir DIR}.
 *
 * <p>Claim: a random tanh network trains where its depth is below about 6 ξ_c, so arbitrarily deep
 * at the edge of chaos, σ_w² = 1.76 for σ_b² = 0.05.
 *
 * <p>What you should see: a tongue of high accuracy around σ_w² = 1.76 that reaches to the largest
 * depth, within the curve 6 ξ_c, and the same cell by cell as in the public map.
 */
@AutoService(Experiment.class)
public final class Trainability implements Experiment {
  @Override
  public String id() {
    return "schoenholz2017-trainability";
  }

  @Override
  public String title() {
    return "Which depths of a random tanh network train, over the variance of its weights";
  }

  @Override
  public String description() {
    return "The trainability map of Schoenholz et al. 2017 on MNIST: training accuracy of tanh networks of"
        + " width 300 after 201 updates by SGD (lr 1e-3, batches of 256), σ_b² = 0.05, over σ_w² from"
        + " 1 to 4 and depth from 10 to 100, with 6 ξ_c drawn over it, and compared cell by cell with"
        + " 120 cells of the public map of G.-H. Liu, whose settings these are (the paper publishes"
        + " no table). Quick trains 18 of those cells, paper all 120; both need MNIST in --data-dir."
        + " Smoke is the 8×8 digits, width 40 and a learning rate of 0.01.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SCHOENHOLZ_2017);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    TrainabilitySettings settings = TrainabilitySettings.of(context.scale());
    Dataset data = Datasets.named(settings.dataset(), context.data());
    return EachBackend.run(context, backend -> on(backend, settings, data, context));
  }

  private static Result on(
      Backend backend, TrainabilitySettings settings, Dataset data, RunContext context) {
    int cells = settings.depths().size() * settings.columns().size();
    context.progress().start("networks", cells);
    Map<TrainabilityCell, Double> accuracies = new LinkedHashMap<>();
    for (int depth : settings.depths()) {
      for (int column : settings.columns()) {
        double w = PublishedTrainability.weightVariance(column);
        TrainabilityCell cell = new TrainabilityCell(depth, w);
        String key = String.format(Locale.ROOT, "depth-%d/sigma-w2-%.2f", depth, w);
        Table unit =
            context.unit(
                key + "/" + backend.name(),
                () ->
                    cell.train(
                        settings, data, context.seed().child(key), backend, context.options()));
        accuracies.put(cell, unit.real(0, "accuracy"));
        context.progress().advance(1);
      }
    }
    TrainabilityReport report = new TrainabilityReport(settings, accuracies);
    return new Result(List.of(report.table()), List.of(report.figure()), report.checks());
  }
}
