package org.initlab.experiments.schoenholz2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.theory.FixedPoint;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.PreparedInputs;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * The depth scales of Schoenholz et al. 2017: {@code initlab reproduce schoenholz2017-depth-scale}.
 *
 * <p>Claim: |q^l − q*| and |c^l − c*| decay like exp(−l/ξ), 1/ξ_q = −ln(σ_w² d E φ²/dq) and 1/ξ_c =
 * −ln χ(c*); ξ_c diverges at the edge of chaos and ξ_q does not.
 *
 * <p>What you should see: fitted depth scales of real networks on the predicted curves, ξ_c's with
 * a pole at σ_w² = 1.76 for σ_b² = 0.05.
 */
@AutoService(Experiment.class)
public final class DepthScale implements Experiment {
  static final double BIAS_VARIANCE = 0.05;
  static final double[] WEIGHT_VARIANCE = {1, 1.2, 1.4, 1.5, 1.6, 2, 2.25, 2.5, 3, 4};

  /** Layers that are enough to see a length forgotten, and not yet lost in noise. */
  private static final int LENGTH_LAYERS = 4;

  /** A decay is followed over this many of its depth scales. */
  private static final double FOLLOWED = 1.5;

  /**
   * @param deepest layers at most, where the depth scale is larger than can be followed
   * @param family pairs on either side of c*
   */
  record Effort(int width, int networks, int deepest, int family) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(200, 20, 12, 16);
        case QUICK -> new Effort(1024, 10, 20, 16);
        case PAPER -> new Effort(1000, 50, 50, 16);
      };
    }

    Ensemble ensemble(double weightVariance, int depth) {
      return Ensemble.tanh(
          Math.sqrt(weightVariance), Math.sqrt(BIAS_VARIANCE), width, depth, networks);
    }
  }

  @Override
  public String id() {
    return "schoenholz2017-depth-scale";
  }

  @Override
  public String title() {
    return "How deep a random tanh network remembers its input: ξ_q and ξ_c by fit and by theory";
  }

  @Override
  public String description() {
    return "The depth scales of Schoenholz et al. 2017 at σ_b² = 0.05: in random tanh networks the"
        + " deviation of a length from q* and of a correlation from c* is followed over layers and"
        + " fitted by exp(−l/ξ), for σ_w² from 1 to 4. ξ_c diverges at the edge of chaos, σ_w² ="
        + " 1.761, ξ_q stays below 2. Quick at width 1024, paper at width 1000 with more networks.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SCHOENHOLZ_2017, Bibliography.POOLE_2016);
  }

  @Override
  public Result run(RunContext context) {
    Effort effort = Effort.of(context);
    return EachBackend.run(context, backend -> on(backend, effort, context));
  }

  private static Result on(Backend backend, Effort effort, RunContext context) {
    context.progress().start("ensembles", 2L * WEIGHT_VARIANCE.length);
    List<Decay> lengths = new ArrayList<>();
    List<Decay> correlations = new ArrayList<>();
    for (double w : WEIGHT_VARIANCE) {
      lengths.add(length(backend, effort, context, w));
      correlations.add(correlation(backend, effort, context, w));
    }
    DepthScaleReport report = new DepthScaleReport(lengths, correlations);
    return new Result(List.of(report.table()), List.of(report.figure()), report.checks());
  }

  private static Decay length(Backend backend, Effort effort, RunContext context, double w) {
    Ensemble ensemble = effort.ensemble(w, LENGTH_LAYERS);
    FixedPoint f = ensemble.field().fixedPoint();
    double[] starts = new double[2 * effort.family()];
    Arrays.fill(starts, 0, effort.family(), f.qStar() * (1 + Decay.LENGTH_OFFSET));
    Arrays.fill(starts, effort.family(), starts.length, f.qStar() * (1 - Decay.LENGTH_OFFSET));
    String key = String.format(Locale.ROOT, "length/sigma-w2-%.2f", w);
    Seed seed = context.seed().child(key);
    Table unit =
        context.unit(
            key + "/" + backend.name(),
            () ->
                ensemble
                    .second(
                        s -> PreparedInputs.ofVariance(effort.width(), starts, s),
                        seed,
                        backend,
                        context.options())
                    .table());
    context.progress().advance(1);
    return Decay.ofLength(ensemble, Trajectories.of(unit), effort.family());
  }

  private static Decay correlation(Backend backend, Effort effort, RunContext context, double w) {
    FixedPoint f = effort.ensemble(w, 1).field().fixedPoint();
    int depth = (int) Math.ceil(FOLLOWED * f.xiC());
    Ensemble ensemble = effort.ensemble(w, Math.min(effort.deepest(), depth));
    double[] starts = Decay.starts(f, effort.family());
    String key = String.format(Locale.ROOT, "correlation/sigma-w2-%.2f", w);
    Seed seed = context.seed().child(key);
    Table unit =
        context.unit(
            key + "/" + backend.name(),
            () ->
                ensemble
                    .correlation(s -> pairs(effort, f, starts, s), seed, backend, context.options())
                    .table());
    context.progress().advance(1);
    return Decay.ofCorrelation(ensemble, Trajectories.of(unit), effort.family());
  }

  private static Tensor pairs(Effort effort, FixedPoint f, double[] starts, Seed seed) {
    return PreparedInputs.pairs(effort.width(), f.qStar(), starts, seed);
  }
}
