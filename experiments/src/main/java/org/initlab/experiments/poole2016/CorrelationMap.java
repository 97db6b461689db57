package org.initlab.experiments.poole2016;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.PreparedInputs;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * The correlation map of Poole et al. 2016: {@code initlab reproduce poole2016-correlation-map}.
 *
 * <p>Claim: at q = q* the correlation of two inputs follows c^l = (σ_w² E tanh(u₁) tanh(u₂) +
 * σ_b²)/q*; for χ₁ &lt; 1 all inputs become alike, for χ₁ &gt; 1 they tend to c* &lt; 1.
 *
 * <p>What you should see: measured points on the predicted map, and trajectories that meet at c*:
 * slowly at 1 for σ_w = 1.3, and far below 1 for 2.5 and 4.
 */
@AutoService(Experiment.class)
public final class CorrelationMap implements Experiment {
  static final double SIGMA_B = 0.3;
  static final double[] SIGMA_W = {1.3, 2.5, 4};
  static final double[] START = {-0.5, 0, 0.2, 0.5, 0.8, 0.95};

  /**
   * @param pairs independent pairs of inputs for every start and network
   */
  record Effort(int width, int depth, int networks, int pairs) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(128, 10, 40, 4);
        case QUICK -> new Effort(1024, 10, 30, 4);
        case PAPER -> new Effort(1000, 30, 40, 4);
      };
    }

    Ensemble ensemble(double sigmaW) {
      return Ensemble.tanh(sigmaW, SIGMA_B, width, depth, networks);
    }

    double[] starts() {
      return Arrays.stream(START)
          .flatMap(c -> Arrays.stream(new double[pairs]).map(i -> c))
          .toArray();
    }
  }

  @Override
  public String id() {
    return "poole2016-correlation-map";
  }

  @Override
  public String title() {
    return "How the correlation of two signals changes from layer to layer of a random tanh network";
  }

  @Override
  public String description() {
    return "The correlation map of Poole et al. 2016 for random tanh networks with σ_b = 0.3 and"
        + " σ_w = 1.3, 2.5 and 4: the correlation c of two inputs of the fixed length q*, after one"
        + " layer on the theoretical map and over layers from six starting points, with the fixed"
        + " point c* and the edge of chaos over the plane of σ_w and σ_b. Quick measures at width"
        + " 1024, where the map must hold to 0.02; paper at width 1000 over 30 layers.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.POOLE_2016);
  }

  @Override
  public Result run(RunContext context) {
    Effort effort = Effort.of(context);
    return EachBackend.run(context, backend -> on(backend, effort, context));
  }

  private static Result on(Backend backend, Effort effort, RunContext context) {
    context.progress().start("ensembles", SIGMA_W.length);
    List<CorrelationMapReport> reports = new ArrayList<>();
    for (double sigmaW : SIGMA_W) {
      Ensemble ensemble = effort.ensemble(sigmaW);
      double q = ensemble.field().fixedPoint().qStar();
      String name = String.format(Locale.ROOT, "sigma-w-%.1f", sigmaW);
      Table unit =
          context.unit(
              name + "/" + backend.name(),
              () ->
                  ensemble
                      .correlation(
                          seed -> PreparedInputs.pairs(effort.width(), q, effort.starts(), seed),
                          context.seed().child(name),
                          backend,
                          context.options())
                      .table());
      reports.add(new CorrelationMapReport(name, ensemble, effort.pairs(), Trajectories.of(unit)));
      context.progress().advance(1);
    }
    List<Check> checks = new ArrayList<>();
    reports.forEach(r -> checks.addAll(r.checks()));
    return new Result(
        List.of(CorrelationMapReport.table(reports)),
        List.of(CorrelationMapFigure.figure(reports)),
        checks);
  }
}
