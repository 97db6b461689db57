package org.initlab.experiments.schoenholz2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.PreparedInputs;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * The phase diagram of random tanh networks: {@code initlab reproduce
 * schoenholz2017-phase-diagram}.
 *
 * <p>Claim: the line χ₁ = 1 in the plane of σ_w² and σ_b² parts an ordered phase, in which inputs
 * become alike and gradients vanish, from a chaotic one, in which they become unlike and explode.
 *
 * <p>What you should see: correlations measured behind the last layer that fall from 1 where the
 * predicted line runs, and on it the points at which measured gradients neither grow nor vanish.
 */
@AutoService(Experiment.class)
public final class PhaseDiagram implements Experiment {
  private static final double[] BIAS_VARIANCE = {0.01, 0.05, 0.1, 0.2};
  private static final double START = 0.5;

  /**
   * @param mapWidth N of the networks of the map, {@code mapNetworks} per cell, and their layers
   * @param columns values of σ_w² in the map
   * @param rows values of σ_b² in the map
   */
  private record Effort(
      int width,
      int depth,
      int networks,
      int mapWidth,
      int mapDepth,
      int mapNetworks,
      int columns,
      int rows) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(128, 8, 20, 64, 20, 1, 9, 5);
        case QUICK -> new Effort(512, 20, 20, 200, 30, 2, 25, 13);
        case PAPER -> new Effort(1000, 50, 40, 300, 50, 4, 49, 25);
      };
    }
  }

  @Override
  public String id() {
    return "schoenholz2017-phase-diagram";
  }

  @Override
  public String title() {
    return "Order and chaos of random tanh networks over the plane of weight and bias variance";
  }

  @Override
  public String description() {
    return "The phase diagram of Schoenholz et al. 2017 (after Poole et al. 2016): the correlation of"
        + " two inputs behind the last layer of random tanh networks, over σ_w² from 1 to 4 and σ_b²"
        + " up to 0.25, with the predicted edge of chaos and, for four σ_b², the σ_w² at which"
        + " measured gradients neither grow nor vanish.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SCHOENHOLZ_2017, Bibliography.POOLE_2016);
  }

  @Override
  public Result run(RunContext context) {
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    context.progress().start("networks", BIAS_VARIANCE.length + effort.rows());
    Map<EdgeCrossing, Estimate> crossings = new LinkedHashMap<>();
    for (double b : BIAS_VARIANCE) {
      EdgeCrossing c = new EdgeCrossing(b, effort.width(), effort.depth(), effort.networks());
      String name = String.format(Locale.ROOT, "edge/sigma-b2-%.2f", b);
      Seed seed = context.seed().child(name);
      Table unit =
          context.unit(
              name + "/" + backend.name(), () -> c.measure(seed, backend, context.options()));
      crossings.put(c, c.crossing(unit));
      context.progress().advance(1);
    }
    List<Check> checks = new ArrayList<>();
    crossings.forEach((c, e) -> checks.add(check(c, e)));
    Panel.HeatMap map = map(backend, effort, context);
    return new Result(
        List.of(crossingTable(crossings), mapTable(map)),
        List.of(figure(effort, crossings, map)),
        checks);
  }

  private static Check check(EdgeCrossing c, Estimate measured) {
    double window = Math.abs(c.crossingOfTheory() - c.predicted());
    String claim =
        String.format(
            Locale.ROOT,
            "σ_w² at which gradients neither grow nor vanish for σ_b² = %.2f: %d networks of width %d"
                + " and %d layers (standard error %.2g); tolerance from their spread, plus %.2g for"
                + " the line drawn through five σ_w², plus %.2g for finite width",
            c.biasVariance(),
            c.networks(),
            c.width(),
            c.depth(),
            measured.error(),
            window,
            c.shift());
    return new Check(
        String.format(Locale.ROOT, "edge-sigma-b2-%.2f", c.biasVariance()),
        claim,
        "Schoenholz et al. 2017, eq. 5: χ₁ = 1",
        c.predicted(),
        measured.mean(),
        measured.error(),
        measured.tolerance(FalseFailure.RATE) + window + c.shift(),
        FalseFailure.RATE);
  }

  /** c behind the last layer, of inputs that start at length q* and c = 0.5. */
  private static Panel.HeatMap map(Backend backend, Effort effort, RunContext context) {
    double[] w = Curves.grid(1, 4, effort.columns());
    double[] b = Curves.grid(0.25 / effort.rows(), 0.25, effort.rows());
    double[][] z = new double[b.length][];
    for (int row = 0; row < b.length; row++) {
      double bias = b[row];
      String name = "map/row-" + row;
      Seed seed = context.seed().child(name);
      Table unit =
          context.unit(
              name + "/" + backend.name(),
              () ->
                  new Trajectories(
                          Arrays.stream(w)
                              .mapToObj(v -> cell(v, bias, effort, seed, backend, context))
                              .map(c -> new double[][] {{c}})
                              .toArray(double[][][]::new))
                      .table());
      Trajectories cells = Trajectories.of(unit);
      z[row] = Arrays.stream(cells.values()).mapToDouble(c -> c[0][0]).toArray();
      context.progress().advance(1);
    }
    return new Panel.HeatMap("c behind the last layer", w, b, z);
  }

  private static double cell(
      double w, double b, Effort effort, Seed seed, Backend backend, RunContext context) {
    Ensemble e =
        Ensemble.tanh(
            Math.sqrt(w), Math.sqrt(b), effort.mapWidth(), effort.mapDepth(), effort.mapNetworks());
    double q = e.field().fixedPoint().qStar();
    double[] starts = new double[16];
    Arrays.fill(starts, START);
    Trajectories c =
        e.correlation(
            s -> PreparedInputs.pairs(effort.mapWidth(), q, starts, s),
            seed,
            backend,
            context.options());
    return Arrays.stream(c.values())
        .mapToDouble(v -> Arrays.stream(v[v.length - 1]).average().orElseThrow())
        .average()
        .orElseThrow();
  }

  private static Table crossingTable(Map<EdgeCrossing, Estimate> crossings) {
    Table.Builder table =
        Table.builder(
            "schoenholz2017-edge-of-chaos",
            "The edge of chaos, measured and predicted",
            Column.real("sigma_b2", "σ_b²"),
            Column.real("sigma_w2", "σ_w² at which gradients neither grow nor vanish"),
            Column.real("sigma_w2_error", "its standard error"),
            Column.real("sigma_w2_theory", "where χ₁ = 1"),
            Column.real("z", "deviation in standard errors"));
    crossings.forEach(
        (c, e) ->
            table.row(
                c.biasVariance(),
                e.mean(),
                e.error(),
                c.predicted(),
                (e.mean() - c.predicted()) / e.error()));
    return table.build();
  }

  private static Table mapTable(Panel.HeatMap map) {
    Table.Builder table =
        Table.builder(
            "schoenholz2017-phase-diagram",
            "Correlation behind the last layer",
            Column.real("sigma_w2", "σ_w²"),
            Column.real("sigma_b2", "σ_b²"),
            Column.real("c", "mean over networks and pairs"));
    for (int row = 0; row < map.y().length; row++) {
      for (int i = 0; i < map.x().length; i++) {
        table.row(map.x()[i], map.y()[row], map.z()[row][i]);
      }
    }
    return table.build();
  }

  private static Figure figure(
      Effort effort, Map<EdgeCrossing, Estimate> crossings, Panel.HeatMap map) {
    DualActivation tanh = DualActivation.of(Nonlinearity.TANH, 0);
    double[] b = Curves.grid(0.002, 0.25, 120);
    double[] edge =
        Arrays.stream(b)
            .map(v -> CriticalLine.atSigmaB(tanh, Math.sqrt(v)).weightVariance())
            .toArray();
    double[] measuredB =
        crossings.keySet().stream().mapToDouble(EdgeCrossing::biasVariance).toArray();
    double[] measuredW = crossings.values().stream().mapToDouble(Estimate::mean).toArray();
    Panel phases =
        new Panel(
            "Phases",
            Axis.linear("σ_{w}²"),
            Axis.linear("σ_{b}²"),
            List.of(
                Series.of("predicted edge of chaos", Series.Style.THEORY, edge, b),
                Series.of("measured edge of chaos", Series.Style.POINTS, measuredW, measuredB)),
            Optional.of(map));
    Panel line =
        Panel.of(
            "Edge of chaos",
            Axis.linear("σ_{b}²"),
            Axis.linear("σ_{w}²"),
            List.of(
                Curves.points("measured edge of chaos", measuredB, List.copyOf(crossings.values())),
                Series.of("predicted edge of chaos", Series.Style.THEORY, b, edge)));
    String caption =
        String.format(
            Locale.ROOT,
            "Left: correlation of two inputs, 0.5 at first, behind %d layers of random tanh networks of"
                + " width %d. Right: σ_{w}² at which squared gradients neither grow nor vanish, mean ±"
                + " standard error of %d networks of width %d and %d layers. Dashed: χ₁ = 1 by theory.",
            effort.mapDepth(),
            effort.mapWidth(),
            effort.networks(),
            effort.width(),
            effort.depth());
    return new Figure(
        "schoenholz2017-phase-diagram",
        "Order and chaos (Schoenholz et al. 2017)",
        caption,
        2,
        List.of(phases, line));
  }
}
