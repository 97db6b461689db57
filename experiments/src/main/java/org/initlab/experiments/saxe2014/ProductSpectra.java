package org.initlab.experiments.saxe2014;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.Initializer;
import org.initlab.core.init.Initializers;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.DeepChain;

/**
 * Figure 6 B and C of Saxe, McClelland and Ganguli 2014: {@code initlab reproduce saxe2014-fig6bc}.
 *
 * <p>Claim: the product of many Gaussian matrices is singular for all purposes, most of its
 * eigenvalues at zero and its singular values spread over orders of magnitude; the product of
 * orthogonal matrices is orthogonal.
 *
 * <p>What you should see: histograms on the dashed densities that free probability predicts, wider
 * with every factor, and all singular values of orthogonal products at 1.
 */
@AutoService(Experiment.class)
public final class ProductSpectra implements Experiment {
  static final String GAUSSIAN = "gaussian";
  static final String ORTHOGONAL = "orthogonal";

  @Override
  public String id() {
    return "saxe2014-fig6bc";
  }

  @Override
  public String title() {
    return "Spectra of products of random Gaussian and random orthogonal matrices";
  }

  @Override
  public String description() {
    return "Figure 6 B and C of Saxe, McClelland and Ganguli 2014: singular values and eigenvalues"
        + " of linear networks of 1, 5 and 100 layers with Gaussian weights N(0, 1/N), as the"
        + " Jacobian that the backend gives. Moments of squared singular values are held to their"
        + " exact expectation at finite N, the fraction of eigenvalues in the bin of width 0.1 around"
        + " zero to the law of products (32 % and 94 % at 5 and 100 factors in the paper), and the"
        + " singular values of products of orthogonal matrices to 1.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.SAXE_2014);
  }

  @Override
  public Result run(RunContext context) {
    ProductSettings settings = ProductSettings.of(context.scale());
    List<Backend> backends = context.backends();
    context.progress().start("products", 2L * settings.realizations() * backends.size());
    List<Table> tables = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    ProductReport shown = null;
    for (Backend backend : backends) {
      Table gaussian = products(context, settings, GAUSSIAN, Initializers.LECUN_NORMAL, backend);
      Table orthogonal = products(context, settings, ORTHOGONAL, Initializers.ORTHOGONAL, backend);
      String suffix = backends.size() == 1 ? "" : "-" + backend.name();
      ProductReport report = new ProductReport(settings, gaussian, orthogonal, suffix);
      checks.addAll(report.checks());
      tables.add(report.moments());
      if (shown == null) shown = report;
    }
    return new Result(tables, List.of(shown.figure()), checks);
  }

  private static Table products(
      RunContext context,
      ProductSettings settings,
      String ensemble,
      Initializer weights,
      Backend backend) {
    Table.Builder all = null;
    for (int r = 0; r < settings.realizations(); r++) {
      Seed seed = context.seed().child("saxe2014/" + ensemble + "-" + r);
      int realization = r;
      Table one =
          context.unit(
              ensemble + "/" + r + "/" + backend.name(),
              () -> realization(settings, realization, weights, seed, backend, context.options()));
      if (all == null) {
        all = Table.builder(one.id(), one.title(), one.columns().toArray(new Column[0]));
      }
      all.rowsOf(one);
      context.progress().advance(1);
    }
    return all.build();
  }

  private static Table realization(
      ProductSettings settings,
      int realization,
      Initializer weights,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    int n = settings.width();
    Table.Builder table =
        Table.builder(
            "products",
            "Spectra of products",
            Column.integer("realization", "from 0"),
            Column.integer("factors", "matrices multiplied"),
            Column.real("singular_value", "one of N"),
            Column.real("real", "real part of one of N eigenvalues"),
            Column.real("imaginary", "its imaginary part"));
    DeepChain chain = new DeepChain(n, Nonlinearity.IDENTITY, weights, Initializers.ZEROS);
    Tensor anywhere = Tensor.zeros(Shape.of(n));
    chain.run(
        settings.factors(),
        anywhere,
        seed,
        backend,
        options,
        (factors, j) -> {
          double[] s = j.singularValues().values();
          double[][] eigenvalues = j.eigenvalues();
          for (int i = 0; i < n; i++) {
            table.row(realization, factors, s[i], eigenvalues[i][0], eigenvalues[i][1]);
          }
        });
    return table.build();
  }
}
