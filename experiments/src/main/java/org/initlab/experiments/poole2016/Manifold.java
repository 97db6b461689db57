package org.initlab.experiments.poole2016;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * A circle's way through a random network: {@code initlab reproduce poole2016-manifold}.
 *
 * <p>Claim: the squared length of a tangent of a great circle of radius √(N q*) grows by χ₁ per
 * layer, and its squared extrinsic curvature κ² obeys κ²(l) = 3χ₂/χ₁²/N + κ²(l − 1)/χ₁ with χ₂ =
 * σ_w² E φ''²: in the chaotic phase the circle grows exponentially and stays as curved as it is.
 *
 * <p>What you should see: lengths that shrink for σ_w = 1.3 and grow by 1.26 and 1.54 per layer for
 * 2.5 and 4; Nκ² that settles at 3.87 and 1.72 there and grows without end for σ_w = 1.3.
 */
@AutoService(Experiment.class)
public final class Manifold implements Experiment {
  static final double SIGMA_B = 0.3;
  static final double[] SIGMA_W = {1.3, 2.5, 4};

  private record Effort(int width, int depth, int networks, int angles) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(200, 5, 20, 8);
        case QUICK -> new Effort(1024, 12, 20, 32);
        case PAPER -> new Effort(1000, 15, 50, 100);
      };
    }
  }

  @Override
  public String id() {
    return "poole2016-manifold";
  }

  @Override
  public String title() {
    return "Length and curvature of a circle of inputs over the layers of a random tanh network";
  }

  @Override
  public String description() {
    return "The circle manifold of Poole et al. 2016 in random tanh networks with σ_b = 0.3 and σ_w ="
        + " 1.3, 2.5 and 4: the length of the curve into which every layer turns a great circle of"
        + " radius √(N q*), and its extrinsic curvature, from central differences of 10⁻⁵ along the"
        + " circle in float64, against the recursions of mean-field theory. Quick at width 1024 over"
        + " 12 layers, paper at width 1000 over 15: the published figure has 40, where the curve is"
        + " too folded for differences.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.POOLE_2016);
  }

  @Override
  public Result run(RunContext context) {
    if (context.options().precision() != Precision.FLOAT64) {
      throw new InvalidInputException(
          "poole2016-manifold takes second differences over 10⁻⁵ and needs float64, was given "
              + context.options().precision().id());
    }
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    context.progress().start("ensembles", SIGMA_W.length);
    List<ManifoldReport> reports = new ArrayList<>();
    for (double sigmaW : SIGMA_W) {
      Ensemble e =
          Ensemble.tanh(sigmaW, SIGMA_B, effort.width(), effort.depth(), effort.networks());
      double q = e.field().fixedPoint().qStar();
      String name = String.format(Locale.ROOT, "sigma-w-%.1f", sigmaW);
      Table unit =
          context.unit(
              name + "/" + backend.name(),
              () ->
                  e.forward(
                          seed -> Circle.inputs(e.width(), q, effort.angles(), seed),
                          () -> new Circle(effort.angles()),
                          context.seed().child(name),
                          backend,
                          context.options())
                      .table());
      reports.add(new ManifoldReport(name, e, Trajectories.of(unit)));
      context.progress().advance(1);
    }
    List<Check> checks = new ArrayList<>();
    reports.forEach(r -> checks.addAll(r.checks()));
    return new Result(
        List.of(ManifoldReport.table(reports)), List.of(ManifoldReport.figure(reports)), checks);
  }
}
