package org.initlab.experiments.saxe2014;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.LinearDynamics;

/**
 * Figure 3 of Saxe, McClelland and Ganguli 2014: {@code initlab reproduce saxe2014-fig3}.
 *
 * <p>Claim: a linear network of two weight matrices learns each mode of the input–output
 * correlation by itself, along a sigmoid that is known in closed form, the stronger the sooner; a
 * tanh network does nearly the same.
 *
 * <p>What you should see: the measured curves on the dashed ones, to 1e-3 where the learning rate
 * is small, and a little early or late at the paper's; half-times of both networks along the
 * diagonal.
 */
@AutoService(Experiment.class)
public final class ModeDynamics implements Experiment {
  @Override
  public String id() {
    return "saxe2014-fig3";
  }

  @Override
  public String title() {
    return "Modes of a linear network under gradient descent against the closed form";
  }

  @Override
  public String description() {
    return "Figure 3 of Saxe, McClelland and Ganguli 2014. Items of a binary tree with 1,000 binary"
        + " features are learnt by a network of two weight matrices from decoupled, balanced initial"
        + " weights. The strength of every mode follows u(t) = s e^{2st/τ}/(e^{2st/τ} − 1 + s/u0)"
        + " (eq. 12): to 1e-3 of s where the learning rate is small, with half-times within 5 % at"
        + " the paper's λ = 0.5e-3, for which gradient descent is no longer continuous. A tanh"
        + " network from the same weights is shown beside it.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SAXE_2014);
  }

  @Override
  public Result run(RunContext context) {
    ModeSettings settings = ModeSettings.of(context.scale());
    HierarchicalData data =
        HierarchicalData.draw(settings.levels(), settings.features(), context.seed());
    List<Backend> backends = context.backends();
    context.progress().start("runs of gradient descent", 3L * backends.size());
    List<Check> checks = new ArrayList<>();
    List<ModeCurves> shown = new ArrayList<>();
    Table.Builder modes = ModeReport.modes();
    Table.Builder curves = ModeReport.curves();
    for (Backend backend : backends) {
      double largest = data.values()[0];
      double paper = settings.lambdaTimesLargest() / largest;
      ModeCurves linear =
          curves(context, settings, data, backend, "linear", Nonlinearity.IDENTITY, paper);
      ModeCurves tanh = curves(context, settings, data, backend, "tanh", Nonlinearity.TANH, paper);
      double small = settings.smallLambdaTimesLargest() / largest;
      ModeCurves fine =
          curves(context, settings, data, backend, "small-rate", Nonlinearity.IDENTITY, small);
      List<ModeCurves> all = List.of(linear, tanh, fine);
      if (shown.isEmpty()) shown.addAll(all);
      String suffix = backends.size() == 1 ? "" : "-" + backend.name();
      checks.addAll(ModeReport.checks(linear, tanh, fine, suffix, context.options().precision()));
      ModeReport.addTo(modes, curves, backend.name(), all);
    }
    return new Result(
        List.of(modes.build(), curves.build()), List.of(ModeReport.figure(shown)), checks);
  }

  private static ModeCurves curves(
      RunContext context,
      ModeSettings settings,
      HierarchicalData data,
      Backend backend,
      String name,
      Nonlinearity function,
      double lambda) {
    int[] modes = settings.modes();
    double[] strengths = new double[modes.length];
    for (int m = 0; m < modes.length; m++) strengths[m] = data.values()[modes[m] - 1];
    double u0 = settings.u0();
    double slowest = new LinearDynamics(strengths[modes.length - 1], u0).halfTime();
    int steps = (int) Math.ceil(settings.halfTimes() * slowest / lambda);
    ModeRun run = new ModeRun(function, lambda, steps, settings.samples());
    Table table =
        context.unit(
            name + "/" + backend.name(),
            () -> run.run(data, modes, u0, context.seed(), backend, context.options()));
    context.progress().advance(1);
    return new ModeCurves(run, modes, strengths, u0, table);
  }
}
