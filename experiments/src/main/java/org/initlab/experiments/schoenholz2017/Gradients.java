package org.initlab.experiments.schoenholz2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.initlab.core.backend.Backend;
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
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.GradientDrift;
import org.initlab.experiments.meanfield.PreparedInputs;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * Gradients over depth: {@code initlab reproduce schoenholz2017-gradients}.
 *
 * <p>Claim: E‖∂L/∂a^l‖² ∝ χ₁^(L−l): gradients vanish in the ordered phase and explode in the
 * chaotic one, over the depth scale 1/ln χ₁.
 *
 * <p>What you should see: straight lines on a logarithmic axis, of slope ln χ₁.
 */
@AutoService(Experiment.class)
public final class Gradients implements Experiment {
  private static final double SIGMA_B = 0.3;
  private static final double[] SIGMA_W = {1, 1.3, 2.5, 4};
  private static final int ROWS = 4;

  private record Effort(int width, int depth, int networks) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(128, 10, 20);
        case QUICK -> new Effort(1024, 20, 15);
        case PAPER -> new Effort(1000, 100, 15);
      };
    }
  }

  private record Measured(Ensemble ensemble, Trajectories gradients) {
    String label() {
      return String.format(Locale.ROOT, "σ_w = %.1f", ensemble.sigmaW());
    }

    double theory() {
      return Math.log(ensemble.field().fixedPoint().chi1());
    }
  }

  @Override
  public String id() {
    return "schoenholz2017-gradients";
  }

  @Override
  public String title() {
    return "How gradients grow or vanish over the layers of a random tanh network";
  }

  @Override
  public String description() {
    return "The backward pass of Schoenholz et al. 2017: the squared norm of the gradient with respect"
        + " to pre-activations, in random tanh networks with σ_b = 0.3 and σ_w = 1, 1.3, 2.5 and 4,"
        + " for inputs of the fixed length. Its logarithm grows by ln χ₁ per layer, −0.36, −0.06, 0.46"
        + " and 0.86. Quick at width 1024 over 20 layers, paper at width 1000 over 100.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SCHOENHOLZ_2017);
  }

  @Override
  public Result run(RunContext context) {
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    context.progress().start("ensembles", SIGMA_W.length);
    List<Measured> all = new ArrayList<>();
    for (double sigmaW : SIGMA_W) {
      Ensemble e =
          Ensemble.tanh(sigmaW, SIGMA_B, effort.width(), effort.depth(), effort.networks());
      double[] lengths = new double[ROWS];
      Arrays.fill(lengths, e.field().fixedPoint().qStar());
      String name = String.format(Locale.ROOT, "sigma-w-%.1f", sigmaW);
      Table unit =
          context.unit(
              name + "/" + backend.name(),
              () ->
                  e.gradients(
                          seed -> PreparedInputs.ofVariance(e.width(), lengths, seed),
                          context.seed().child(name),
                          backend,
                          context.options())
                      .table());
      all.add(new Measured(e, Trajectories.of(unit)));
      context.progress().advance(1);
    }
    return new Result(
        List.of(table(all)), List.of(figure(all)), all.stream().map(Gradients::check).toList());
  }

  private static Check check(Measured m) {
    Ensemble e = m.ensemble();
    Estimate drift = GradientDrift.of(m.gradients());
    double shift = GradientDrift.shift(e);
    String claim =
        String.format(
            Locale.ROOT,
            "ln ‖∂L/∂a‖² grows by ln χ₁ per layer backward for σ_w = %.1f: mean of %d networks of width"
                + " %d and %d layers (standard error %.2g); tolerance from their spread plus %.2g for"
                + " finite width",
            e.sigmaW(),
            e.networks(),
            e.width(),
            e.depth(),
            drift.error(),
            shift);
    return new Check(
        String.format(Locale.ROOT, "growth-sigma-w-%.1f", e.sigmaW()),
        claim,
        "Schoenholz et al. 2017, eq. 12",
        m.theory(),
        drift.mean(),
        drift.error(),
        drift.tolerance(FalseFailure.RATE) + shift,
        FalseFailure.RATE);
  }

  private static Table table(List<Measured> all) {
    Table.Builder table =
        Table.builder(
            "schoenholz2017-gradients",
            "Growth of squared gradient norms per layer",
            Column.real("sigma_w", "σ_w"),
            Column.real("sigma_b", "σ_b"),
            Column.integer("width", "N"),
            Column.integer("depth", "layers"),
            Column.real("ln_chi_1", "growth of ln ‖∂L/∂a‖² per layer, backward"),
            Column.real("ln_chi_1_error", "its standard error"),
            Column.real("ln_chi_1_theory", "predicted"),
            Column.real("z", "deviation in standard errors"));
    for (Measured m : all) {
      Ensemble e = m.ensemble();
      Estimate drift = GradientDrift.of(m.gradients());
      table.row(
          e.sigmaW(),
          e.sigmaB(),
          e.width(),
          e.depth(),
          drift.mean(),
          drift.error(),
          m.theory(),
          (drift.mean() - m.theory()) / drift.error());
    }
    return table.build();
  }

  private static Figure figure(List<Measured> all) {
    List<Series> series = new ArrayList<>();
    for (Measured m : all) {
      int depth = m.ensemble().depth();
      double[] behind = Curves.grid(0, depth - 1, depth);
      List<Estimate> y =
          IntStream.rangeClosed(1, depth).mapToObj(l -> m.gradients().at(l, 0, ROWS)).toList();
      series.add(Curves.points(m.label(), List.of(y), behind));
      series.add(Curves.theory(m.label(), behind, l -> Math.exp(m.theory() * l)));
    }
    Ensemble e = all.get(0).ensemble();
    String caption =
        String.format(
            Locale.ROOT,
            "‖∂L/∂a^l‖² relative to that at the last layer, in random tanh networks of width %d with"
                + " σ_b = %.1f for inputs of length q*; points: mean ± standard error of %d networks,"
                + " dashed: χ₁^(L−l).",
            e.width(),
            e.sigmaB(),
            e.networks());
    return new Figure(
        "schoenholz2017-gradients",
        "Gradients over depth (Schoenholz et al. 2017)",
        caption,
        1,
        List.of(
            Panel.of(
                "Squared gradient norm",
                Axis.linear("layers from the output, L − l"),
                Axis.logarithmic("‖∂L/∂a^l‖² / ‖∂L/∂a^L‖²"),
                series)));
  }
}
