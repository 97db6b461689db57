package org.initlab.experiments.balduzzi2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.GradientAutocorrelation;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * Shattered gradients: {@code initlab reproduce balduzzi2017-autocorrelation}.
 *
 * <p>Claim: along a line of inputs the gradient of a shallow ReLU network looks like brown noise,
 * that of a deep centred feed-forward network like white noise, and that of a deep residual network
 * in between.
 *
 * <p>What you should see: the auto-correlation of df/dx at the next of 256 grid points near 1 for
 * the shallow network, 0 for 24 and 50 centred feed-forward layers, and 0.9 for 50 residual layers
 * with β = 0.1; without centring the gradient does not shatter within 50 layers.
 */
@AutoService(Experiment.class)
public final class Autocorrelation implements Experiment {
  static final int LAGS = 15;
  static final int POINTS = 256;
  static final double EDGE = 2;

  /** A network of the figure. */
  record Case(Kind kind, int depth) {
    String name() {
      return kind.id() + "/depth-" + depth;
    }

    String label() {
      return depth == 1 ? "shallow" : depth + " layers, " + kind.label();
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case(Kind.UNCENTRED, 1),
          new Case(Kind.FEED_FORWARD, 4),
          new Case(Kind.FEED_FORWARD, 24),
          new Case(Kind.FEED_FORWARD, 50),
          new Case(Kind.UNCENTRED, 24),
          new Case(Kind.UNCENTRED, 50),
          new Case(Kind.RESIDUAL, 50),
          new Case(Kind.RESCALED, 50));

  private record Effort(int width, int networks) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(100, 10);
        case QUICK -> new Effort(200, 20);
        case PAPER -> new Effort(200, 100);
      };
    }
  }

  @Override
  public String id() {
    return "balduzzi2017-autocorrelation";
  }

  @Override
  public String title() {
    return "Gradients along a line of inputs: brown noise, white noise and what lies between";
  }

  @Override
  public String description() {
    return "Figures 1 and 2 of Balduzzi et al. 2017: df/dx of random ReLU networks of width 200 with one"
        + " input and one output on 256 points from −2 to 2, and its auto-correlation. Networks: one"
        + " hidden layer; 4, 24 and 50 feed-forward layers, batch-normalized and so centred, and 24"
        + " and 50 without; 50 residual layers with β = 1 and 0.1. Statistics of batch normalization"
        + " are those of the grid, held constant. Quick averages 20 networks, paper 100.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.BALDUZZI_2017, Bibliography.HE_2015, Bibliography.IOFFE_2015);
  }

  @Override
  public Result run(RunContext context) {
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    context.progress().start("networks", (long) CASES.size());
    Map<Case, AutocorrelationReport.Measured> all = new LinkedHashMap<>();
    for (Case c : CASES) {
      Seed seed = context.seed().child(c.name());
      Table unit =
          context.unit(
              c.name() + "/" + backend.name(),
              () -> measure(c, effort, seed, backend, context).table());
      Table example =
          context.unit(
              c.name() + "/example/" + backend.name(),
              () -> example(gradients(c, effort, seed.child("network-0"), backend, context)));
      double[] g = IntStream.range(0, POINTS).mapToDouble(i -> example.real(i, "df_dx")).toArray();
      all.put(c, new AutocorrelationReport.Measured(Trajectories.of(unit), g));
      context.progress().advance(1);
    }
    AutocorrelationReport report =
        new AutocorrelationReport(all, context.seed(), effort.width(), effort.networks());
    return new Result(List.of(report.table()), List.of(report.figure()), report.checks());
  }

  private static Table example(double[] g) {
    Table.Builder table =
        Table.builder("example", "df/dx of one network", Column.real("df_dx", "along the grid"));
    for (double v : g) table.row(v);
    return table.build();
  }

  /** One curve by lag, as layers from lag 0. */
  private static Trajectories measure(
      Case c, Effort effort, Seed seed, Backend backend, RunContext context) {
    double[][][] values = new double[effort.networks()][][];
    for (int k = 0; k < values.length; k++) {
      double[] g = gradients(c, effort, seed.child("network-" + k), backend, context);
      double[] acf = GradientAutocorrelation.of(g, LAGS);
      List<double[]> lags = new ArrayList<>();
      for (double a : acf) lags.add(new double[] {a});
      values[k] = lags.toArray(double[][]::new);
    }
    return new Trajectories(values);
  }

  private static double[] gradients(
      Case c, Effort effort, Seed seed, Backend backend, RunContext context) {
    Network network = c.kind().network(1, effort.width(), c.depth());
    Tensor grid = GradientAutocorrelation.grid(-EDGE, EDGE, POINTS);
    return InputGradients.of(
            network,
            InputGradients.draw(network, c.kind() == Kind.UNCENTRED ? 1 : 0, seed),
            grid,
            backend,
            context.options())
        .data();
  }

  /** In kebab case. */
  static String id(Case c) {
    return String.format(Locale.ROOT, "%s-%d", c.kind().id(), c.depth());
  }
}
