package org.initlab.experiments.pennington2017;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Jacobian spectra of Pennington, Schoenholz and Ganguli 2017 (Figures 2 and 3): {@code initlab
 * reproduce pennington2017-spectra}.
 *
 * <p>Claim: at criticality the mean squared singular value of the input–output Jacobian is 1 at
 * every depth, but its spread is not: orthogonal tanh and hard-tanh networks stay isometric, ReLU
 * networks and Gaussian weights never do, their spread growing with depth.
 *
 * <p>What you should see: histograms on the dashed densities; narrow around 1 for the first two
 * cases up to a thousand layers, wider with every layer for the others.
 */
@AutoService(Experiment.class)
public final class JacobianSpectra implements Experiment {
  @Override
  public String id() {
    return "pennington2017-spectra";
  }

  @Override
  public String title() {
    return "Jacobian spectra of critical networks up to depth 1,024 against free probability";
  }

  @Override
  public String description() {
    return "Figures 2 and 3 of Pennington, Schoenholz and Ganguli 2017: singular values of the"
        + " input–output Jacobian of critical tanh, hard-tanh and ReLU networks with orthogonal and"
        + " Gaussian weights, of up to 1,024 layers, beside the densities, edges and moments that"
        + " free probability predicts for infinite width. tanh and hard-tanh networks with orthogonal"
        + " weights are isometric, ReLU and Gaussian ones are not: the relative variance of squared"
        + " singular values is L(μ₂/μ₁² − 1) with orthogonal weights, L μ₂/μ₁² with Gaussian ones.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.PENNINGTON_2017);
  }

  @Override
  public Result run(RunContext context) {
    SpectraSettings settings = SpectraSettings.of(context.scale());
    List<Backend> backends = context.backends();
    long networks = (long) SpectrumCase.values().length * settings.networks();
    context.progress().start("networks", networks * backends.size());
    List<Check> checks = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    Table.Builder summary = SpectraReport.summary();
    for (Backend backend : backends) {
      List<SpectraReport> reports = new ArrayList<>();
      for (SpectrumCase c : SpectrumCase.values()) {
        reports.add(new SpectraReport(c, settings, spectra(context, settings, c, backend)));
      }
      String suffix = backends.size() == 1 ? "" : "-" + backend.name();
      for (SpectraReport report : reports) {
        report.addTo(summary, backend.name());
        checks.addAll(report.checks(suffix));
      }
      if (figures.isEmpty()) figures.addAll(SpectraFigures.of(settings, reports));
    }
    return new Result(List.of(summary.build()), figures, checks);
  }

  private static Table spectra(
      RunContext context, SpectraSettings settings, SpectrumCase c, Backend backend) {
    Table.Builder all = Table.builder("spectra", "Singular values", COLUMNS);
    for (int k = 0; k < settings.networks(); k++) {
      Seed seed = context.seed().child("pennington2017/" + c.id() + "-" + k);
      int network = k;
      all.rowsOf(
          context.unit(
              c.id() + "/" + k + "/" + backend.name(),
              () -> network(settings, c, network, seed, backend, context.options())));
      context.progress().advance(1);
    }
    return all.build();
  }

  private static final Column[] COLUMNS = {
    Column.integer("network", "from 0"),
    Column.integer("depth", "layers L"),
    Column.real("singular_value", "one of N")
  };

  private static Table network(
      SpectraSettings settings,
      SpectrumCase c,
      int network,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    Table.Builder table = Table.builder("spectra", "Singular values", COLUMNS);
    c.chain(settings.width())
        .run(
            settings.depthsOf(network),
            input(settings.width(), c.inputVariance(), seed),
            seed,
            backend,
            options,
            (depth, j) -> {
              for (double s : j.singularValues().values()) table.row(network, depth, s);
            });
    return table.build();
  }

  /** A random direction with ‖x‖²/N exactly {@code variance}. */
  private static Tensor input(int n, double variance, Seed seed) {
    var normal = ZigguratSampler.NormalizedGaussian.of(seed.stream("input"));
    double[] x = new double[n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      x[i] = normal.sample();
      squares += x[i] * x[i];
    }
    double scale = Math.sqrt(n * variance / squares);
    for (int i = 0; i < n; i++) x[i] *= scale;
    return Tensor.of(Shape.of(n), x);
  }
}
