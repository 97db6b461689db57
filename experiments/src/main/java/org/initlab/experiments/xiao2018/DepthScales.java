package org.initlab.experiments.xiao2018;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
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
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.theory.FixedPoint;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * Depth scales of convolutional networks: {@code initlab reproduce xiao2018-depth-scales}.
 *
 * <p>Claim: the deviation of a covariance from its fixed point decays mode by mode over positions,
 * like (χ λ_k)^l, λ_k the Fourier transform of the kernel's variance: what differs between
 * positions is forgotten first. With a delta kernel every λ_k is 1, and a signal keeps all its
 * modes as long as the mean.
 *
 * <p>What you should see: three lines of different slope for the uniform kernel and three parallel
 * ones for the delta kernel.
 */
@AutoService(Experiment.class)
public final class DepthScales implements Experiment {
  private static final double WEIGHT_VARIANCE = 1.4;
  private static final double BIAS_VARIANCE = 0.05;
  private static final int SITES = 8;
  private static final int PAIRS = 16;

  /** 1 − c of the inputs by mode: so small that the correlation map is linear to 0.1 %. */
  private static final double[] AMPLITUDES = {2e-3, 8e-4, 8e-4};

  /** An amplitude is off by this over C per layer at most, relative, with C channels. */
  private static final double SHIFT = 2;

  private record Effort(int channels, int depth, int networks) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(32, 5, 30);
        case QUICK -> new Effort(96, 8, 60);
        case PAPER -> new Effort(256, 12, 60);
      };
    }
  }

  private record Measured(Ring ring, Trajectories modes) {
    String label() {
      return ring.taps() == 1 ? "delta kernel" : "uniform kernel";
    }

    double theory(int k, int layer) {
      double chi = field().fixedPoint().chi1();
      return AMPLITUDES[k] * Math.pow(chi * ring.eigenvalue(k), layer);
    }
  }

  @Override
  public String id() {
    return "xiao2018-depth-scales";
  }

  @Override
  public String title() {
    return "Depth scales of convolutional networks, one for every mode over positions";
  }

  @Override
  public String description() {
    return "The multi-dimensional depth scales of Xiao et al. 2018: in random tanh networks on a ring of"
        + " 8 positions (σ_w² = 1.4, σ_b² = 0.05, ordered phase), 1 − c of two inputs differs from"
        + " position to position, and its Fourier modes 0, 1 and 2 are followed over layers, for a"
        + " uniform kernel of three taps (λ = 1, 0.80, 0.33) and for a delta kernel (λ = 1). The"
        + " circular convolution is computed as a dense layer with a block-circulant matrix.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.XIAO_2018);
  }

  @Override
  public Result run(RunContext context) {
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static MeanField field() {
    return MeanField.of(Nonlinearity.TANH, 0, Math.sqrt(WEIGHT_VARIANCE), Math.sqrt(BIAS_VARIANCE));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    context.progress().start("kernels", 2);
    List<Measured> all = new ArrayList<>();
    for (int taps : new int[] {3, 1}) {
      Ring ring = new Ring(SITES, effort.channels(), taps);
      String name = "taps-" + taps;
      Seed seed = context.seed().child(name);
      Table unit =
          context.unit(
              name + "/" + backend.name(),
              () -> measure(ring, effort, seed, backend, context.options()).table());
      all.add(new Measured(ring, Trajectories.of(unit)));
      context.progress().advance(1);
    }
    List<Check> checks = all.stream().map(m -> check(m, effort)).toList();
    return new Result(List.of(table(all, effort)), List.of(figure(all, effort)), checks);
  }

  private static Trajectories measure(
      Ring ring, Effort effort, Seed seed, Backend backend, CompileOptions options) {
    FixedPoint fixed = field().fixedPoint();
    Network network = ring.network(effort.depth());
    double[][][] values = new double[effort.networks()][][];
    for (int k = 0; k < values.length; k++) {
      Seed own = seed.child("network-" + k);
      Parameters drawn =
          ring.draw(network, Math.sqrt(WEIGHT_VARIANCE), Math.sqrt(BIAS_VARIANCE), own);
      RingProbe probe = new RingProbe(ring, AMPLITUDES.length);
      try (Model model = backend.compile(network, drawn, options.borrowingParameters())) {
        double[] c = ring.profile(AMPLITUDES);
        model.forward(ring.pairs(fixed.qStar(), c, PAIRS, own), Mode.EVAL, probe);
      }
      values[k] = probe.values().toArray(double[][]::new);
    }
    return new Trajectories(values);
  }

  private static Check check(Measured m, Effort effort) {
    int values = effort.depth() * AMPLITUDES.length;
    double worst = 0;
    double error = 0;
    for (int l = 1; l <= effort.depth(); l++) {
      for (int k = 0; k < AMPLITUDES.length; k++) {
        Estimate e = m.modes().at(l, k);
        double theory = m.theory(k, l);
        double shift = SHIFT * l * theory / effort.channels();
        double allowed = e.tolerance(FalseFailure.RATE / values) + shift;
        double off = Math.abs(e.mean() - theory);
        if (!(off / allowed <= worst)) worst = off / allowed;
        error = Math.max(error, e.error() / AMPLITUDES[k]);
      }
    }
    String claim =
        String.format(
            Locale.ROOT,
            "%s: modes 0 to 2 of 1 − c decay like (χ₁ λ_k)^l over %d layers: largest ratio of deviation"
                + " to tolerance over %d values; tolerance from the spread of %d networks of %d"
                + " channels (standard errors of at most %.2g of the start) plus 2/C per layer",
            m.label(),
            effort.depth(),
            values,
            effort.networks(),
            effort.channels(),
            error);
    return new Check(
        m.label().replace(' ', '-'),
        claim,
        "Xiao et al. 2018, section 3: ξ_k = −1/ln(χ λ_k)",
        0,
        worst,
        0,
        1,
        FalseFailure.RATE);
  }

  private static Table table(List<Measured> all, Effort effort) {
    Table.Builder table =
        Table.builder(
            "xiao2018-depth-scales",
            "Modes of 1 − c over positions",
            Column.text("kernel", "uniform of three taps, or delta"),
            Column.integer("mode", "k"),
            Column.real("xi_theory", "−1/ln(χ₁ λ_k), in layers"),
            Column.integer("layer", "from 1"),
            Column.real("amplitude", "of the mode, mean over networks"),
            Column.real("amplitude_error", "its standard error"),
            Column.real("amplitude_theory", "(χ₁ λ_k)^l times the input's"),
            Column.real("z", "deviation in standard errors"));
    for (Measured m : all) {
      for (int k = 0; k < AMPLITUDES.length; k++) {
        double rate = m.theory(k, 1) / AMPLITUDES[k];
        for (int l = 1; l <= effort.depth(); l++) {
          Estimate e = m.modes().at(l, k);
          double theory = m.theory(k, l);
          table.row(
              m.label(),
              k,
              -1 / Math.log(rate),
              l,
              e.mean(),
              e.error(),
              theory,
              (e.mean() - theory) / e.error());
        }
      }
    }
    return table.build();
  }

  private static Figure figure(List<Measured> all, Effort effort) {
    List<Panel> panels = new ArrayList<>();
    double[] layers = Curves.layers(effort.depth());
    for (Measured m : all) {
      List<Series> series = new ArrayList<>();
      for (int mode = 0; mode < AMPLITUDES.length; mode++) {
        int k = mode;
        List<Estimate> y =
            IntStream.rangeClosed(1, effort.depth()).mapToObj(l -> relative(m, l, k)).toList();
        series.add(Curves.points("mode " + k, List.of(y), layers));
        series.add(Curves.theory("mode " + k, layers, l -> m.theory(k, (int) l) / AMPLITUDES[k]));
      }
      panels.add(
          Panel.of(
              m.ring().taps() == 1 ? "Delta kernel" : "Uniform kernel",
              Axis.linear("layer l"),
              Axis.logarithmic("relative mode of 1 − c").between(1e-3, 2),
              series));
    }
    String caption =
        String.format(
            Locale.ROOT,
            "Fourier modes over 8 positions on a ring of 1 − c, c the correlation of two inputs, in random"
                + " tanh networks with %d channels, σ_{w}² = %.1f, σ_{b}² = %.2f; points: mean ±"
                + " standard error of %d networks, dashed: (χ_{1} λ_k)^l.",
            effort.channels(),
            WEIGHT_VARIANCE,
            BIAS_VARIANCE,
            effort.networks());
    return new Figure(
        "xiao2018-depth-scales",
        "Depth scales over positions (Xiao et al. 2018)",
        caption,
        2,
        panels);
  }

  private static Estimate relative(Measured m, int layer, int k) {
    Estimate e = m.modes().at(layer, k);
    return new Estimate(e.mean() / AMPLITUDES[k], e.error() / AMPLITUDES[k], e.networks());
  }
}
