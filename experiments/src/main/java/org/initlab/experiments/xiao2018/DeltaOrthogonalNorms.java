package org.initlab.experiments.xiao2018;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
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
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.RandomMlp;

/**
 * Norms through linear convolutions: {@code initlab reproduce xiao2018-delta-orthogonal}.
 *
 * <p>Claim: a delta-orthogonal convolution keeps the norm of every input and of every gradient,
 * exactly.
 *
 * <p>What you should see: a line at 1 for delta-orthogonal kernels, and norms that stray and fall
 * for Gaussian kernels and for orthogonal matrices reshaped into kernels, which lose what falls off
 * the border.
 */
@AutoService(Experiment.class)
public final class DeltaOrthogonalNorms implements Experiment {
  private static final List<String> SCHEMES =
      List.of("delta_orthogonal", "orthogonal", "lecun_normal");

  /**
   * Relative errors of one norm that are that a dot product of up to 256 terms stays well below.
   */
  private static final Map<Precision, Double> ALLOWED =
      Map.of(Precision.FLOAT32, 1e-5, Precision.FLOAT64, 1e-12);

  private record Effort(int channels, int side, int depth, int networks, int samples) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(8, 6, 20, 3, 4);
        case QUICK -> new Effort(32, 8, 100, 5, 16);
        case PAPER -> new Effort(256, 8, 1000, 5, 16);
      };
    }

    Network network() {
      List<Layer> layers = new ArrayList<>();
      for (int l = 1; l <= depth; l++) {
        layers.add(new Conv2d("conv" + l, channels, 3, 1, 1, false, false, Role.LINEAR));
      }
      return new Network("linear-cnn-" + depth, Shape.of(channels, side, side), layers);
    }
  }

  /** Norm ratios by layer, forward ‖h^l‖/‖x‖ and backward ‖∂L/∂h^l‖/‖∂L/∂h^L‖. */
  private record Norms(double[] forward, double[] backward, double worst) {}

  @Override
  public String id() {
    return "xiao2018-delta-orthogonal";
  }

  @Override
  public String title() {
    return "Norms through deep linear convolutions: delta-orthogonal kernels keep them exactly";
  }

  @Override
  public String description() {
    return "Algorithm 2 of Xiao et al. 2018: signals and gradients through linear 3×3 convolutions with"
        + " delta-orthogonal kernels keep their norm to 1e-12 in float64 and to 1e-5 in float32, layer"
        + " by layer; beside them Gaussian kernels of variance 1/fan_in and orthogonal matrices reshaped"
        + " into kernels, which do not.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.XIAO_2018, Bibliography.SAXE_2014);
  }

  @Override
  public Result run(RunContext context) {
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    List<Check> checks = new ArrayList<>();
    Map<String, List<Norms>> curves = new LinkedHashMap<>();
    context.progress().start("networks", (long) SCHEMES.size() * effort.networks() + 1);
    for (String scheme : SCHEMES) {
      List<Norms> all = new ArrayList<>();
      for (int k = 0; k < effort.networks(); k++) {
        all.add(measured(scheme, k, Precision.FLOAT64, effort, backend, context));
        context.progress().advance(1);
      }
      curves.put(scheme, all);
    }
    checks.add(check(Precision.FLOAT64, curves.get(SCHEMES.get(0)), effort));
    Norms single = measured(SCHEMES.get(0), 0, Precision.FLOAT32, effort, backend, context);
    checks.add(check(Precision.FLOAT32, List.of(single), effort));
    context.progress().advance(1);
    return new Result(List.of(table(curves)), List.of(figure(curves, effort)), checks);
  }

  private static Norms measured(
      String scheme,
      int k,
      Precision precision,
      Effort effort,
      Backend backend,
      RunContext context) {
    String key =
        scheme.replace('_', '-') + "/network-" + k + "/" + precision.id() + "/" + backend.name();
    Seed seed = context.seed().child(scheme + k);
    CompileOptions given = context.options();
    CompileOptions options = new CompileOptions(precision, given.device(), given.threads());
    Table unit = context.unit(key, () -> measure(scheme, seed, effort, backend, options));
    double[] forward = new double[effort.depth()];
    double[] backward = new double[effort.depth()];
    double worst = 0;
    for (int l = 0; l < forward.length; l++) {
      forward[l] = unit.real(l, "forward");
      backward[l] = unit.real(l, "backward");
      worst = Math.max(worst, unit.real(l, "step"));
    }
    return new Norms(forward, backward, worst);
  }

  private static Table measure(
      String scheme, Seed seed, Effort effort, Backend backend, CompileOptions options) {
    Network network = effort.network();
    Parameters drawn =
        Schemes.named(scheme)
            .initialize(network, InitContext.of(seed).withThreads(options.threads()));
    Shape batch = network.input().batched(effort.samples());
    Tensor inputs = RandomMlp.normals(batch, seed.stream("inputs"));
    Tensor cotangent = RandomMlp.normals(batch, seed.stream("cotangent"));
    SampleNorms forward = new SampleNorms();
    SampleNorms backward = new SampleNorms();
    try (Model model = backend.compile(network, drawn, options)) {
      model.gradients(
          inputs,
          new Objective.Cotangent(cotangent),
          Mode.EVAL,
          GradientRequest.states(backward),
          forward);
    }
    Table.Builder table =
        Table.builder(
            "norms",
            "Norm ratios of one network",
            Column.real("forward", "mean over samples of ‖h^l‖/‖x‖"),
            Column.real("backward", "mean over samples of ‖∂L/∂h^l‖/‖∂L/∂h^L‖"),
            Column.real("step", "largest relative change of a norm by this layer"));
    List<double[]> f = forward.values();
    List<double[]> b = backward.values();
    double[] x = SampleNorms.of(inputs);
    int depth = effort.depth();
    for (int l = 0; l < depth; l++) {
      double[] before = l == 0 ? x : f.get(l - 1);
      double[] behind = b.get(Math.max(0, depth - 2 - l));
      double[] here = b.get(depth - 1 - l);
      table.row(
          SampleNorms.meanRatio(f.get(l), x),
          SampleNorms.meanRatio(here, b.get(0)),
          Math.max(
              SampleNorms.worstChange(f.get(l), before), SampleNorms.worstChange(here, behind)));
    }
    return table.build();
  }

  private static Check check(Precision precision, List<Norms> norms, Effort effort) {
    double worst = norms.stream().mapToDouble(Norms::worst).max().orElseThrow();
    return new Check(
        "keeps-norms-" + precision.id(),
        String.format(
            Locale.ROOT,
            "a delta-orthogonal 3×3 convolution keeps the norm of signals and gradients in %s: largest"
                + " relative change by one of %d layers over %d samples; a dot product of %d terms"
                + " rounds to about %.1g",
            precision.id(),
            effort.depth(),
            effort.samples(),
            effort.channels(),
            precision.unitRoundoff() * Math.sqrt(effort.channels())),
        "Xiao et al. 2018, algorithm 2",
        0,
        worst,
        0,
        ALLOWED.get(precision),
        0);
  }

  private static Table table(Map<String, List<Norms>> curves) {
    Table.Builder table =
        Table.builder(
            "xiao2018-delta-orthogonal",
            "Norms through linear convolutions",
            Column.text("initializer", "of the kernels"),
            Column.integer("layer", "from 1"),
            Column.real("forward", "‖h^l‖/‖x‖, mean over networks and samples"),
            Column.real("forward_error", "its standard error over networks"),
            Column.real("backward", "‖∂L/∂h^l‖/‖∂L/∂h^L‖"),
            Column.real("backward_error", "its standard error over networks"));
    curves.forEach(
        (scheme, norms) -> {
          for (int l = 0; l < norms.get(0).forward().length; l++) {
            Estimate f = forward(norms, l);
            Estimate b = backward(norms, l);
            table.row(scheme, l + 1, f.mean(), f.error(), b.mean(), b.error());
          }
        });
    return table.build();
  }

  private static Estimate forward(List<Norms> norms, int l) {
    return Estimate.of(norms.stream().mapToDouble(n -> n.forward()[l]).toArray());
  }

  private static Estimate backward(List<Norms> norms, int l) {
    return Estimate.of(norms.stream().mapToDouble(n -> n.backward()[l]).toArray());
  }

  private static Figure figure(Map<String, List<Norms>> curves, Effort effort) {
    List<Series> forward = new ArrayList<>();
    List<Series> backward = new ArrayList<>();
    double[] layers = Curves.layers(effort.depth());
    curves.forEach(
        (scheme, norms) -> {
          forward.add(band(scheme, layers, norms, true));
          backward.add(band(scheme, layers, norms, false));
        });
    String caption =
        String.format(
            Locale.ROOT,
            "Norms through %d linear 3×3 convolutions of %d channels on %d×%d maps with zero padding;"
                + " mean ± standard error of %d networks.",
            effort.depth(),
            effort.channels(),
            effort.side(),
            effort.side(),
            effort.networks());
    return new Figure(
        "xiao2018-delta-orthogonal",
        "Delta-orthogonal convolutions (Xiao et al. 2018)",
        caption,
        2,
        List.of(
            Panel.of("Signals", Axis.linear("layer l"), Axis.logarithmic("‖h^l‖ / ‖x‖"), forward),
            Panel.of(
                "Gradients",
                Axis.linear("layer l"),
                Axis.logarithmic("‖∂L/∂h^l‖ / ‖∂L/∂h^L‖"),
                backward)));
  }

  private static Series band(String scheme, double[] x, List<Norms> norms, boolean forward) {
    double[] y = new double[x.length];
    double[] error = new double[x.length];
    for (int l = 0; l < x.length; l++) {
      Estimate e = forward ? forward(norms, l) : backward(norms, l);
      y[l] = e.mean();
      error[l] = e.error();
    }
    return new Series(scheme, Series.Style.LINE, x, y, error);
  }
}
