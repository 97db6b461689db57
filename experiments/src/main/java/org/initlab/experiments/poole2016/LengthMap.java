package org.initlab.experiments.poole2016;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
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
 * The length map of Poole et al. 2016: {@code initlab reproduce poole2016-length-map}.
 *
 * <p>Claim: q^l = σ_w² E tanh(√q^{l−1} z)² + σ_b², and within a few layers every input has the same
 * length √(N q*).
 *
 * <p>What you should see: measured points on the predicted map for q from 0.25 to 15, and
 * trajectories that meet at q* after about five layers.
 */
@AutoService(Experiment.class)
public final class LengthMap implements Experiment {
  static final double SIGMA_B = 0.3;
  static final double[] SIGMA_W = {1.3, 2.5, 4};
  static final double[] START = {0.25, 0.5, 1, 2, 4, 8, 15};

  /** The width of the networks, the layers of each, and how many of them for every σ_w. */
  record Effort(int width, int depth, int networks) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(128, 5, 40);
        case QUICK -> new Effort(1024, 4, 120);
        case PAPER -> new Effort(1000, 30, 120);
      };
    }

    Ensemble ensemble(double sigmaW) {
      return Ensemble.tanh(sigmaW, SIGMA_B, width, depth, networks);
    }
  }

  @Override
  public String id() {
    return "poole2016-length-map";
  }

  @Override
  public String title() {
    return "How the length of a signal changes from layer to layer of a random tanh network";
  }

  @Override
  public String description() {
    return "The length map of Poole et al. 2016 for random tanh networks with σ_b = 0.3 and σ_w = 1.3,"
        + " 2.5 and 4: the second moment q of pre-activations after one layer, measured on the"
        + " theoretical map, and over layers from seven starting points, with the fixed point q*"
        + " over the plane of σ_w and σ_b. Quick measures at width 1024, where the map must hold to"
        + " 2 %; paper at width 1000 over 30 layers.";
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
    List<LengthMapReport> reports = new ArrayList<>();
    for (double sigmaW : SIGMA_W) {
      Ensemble ensemble = effort.ensemble(sigmaW);
      String name = String.format(Locale.ROOT, "sigma-w-%.1f", sigmaW);
      Table unit =
          context.unit(
              name + "/" + backend.name(),
              () ->
                  ensemble
                      .second(
                          seed -> PreparedInputs.ofVariance(effort.width(), START, seed),
                          context.seed().child(name),
                          backend,
                          context.options())
                      .table());
      reports.add(new LengthMapReport(name, ensemble, Trajectories.of(unit)));
      context.progress().advance(1);
    }
    List<Check> checks = new ArrayList<>();
    reports.forEach(r -> checks.addAll(r.checks()));
    return new Result(
        List.of(LengthMapReport.table(reports)), List.of(LengthMapFigure.figure(reports)), checks);
  }
}
