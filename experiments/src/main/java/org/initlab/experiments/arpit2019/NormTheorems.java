package org.initlab.experiments.arpit2019;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;

/**
 * The two norm-preservation theorems of Arpit, Campos and Bengio 2019: {@code initlab reproduce
 * arpit2019-norm}.
 *
 * <p>Claim: for v = ReLU(√(2n/m)·R̂u), E‖v‖² = K_n‖u‖², and for g = √2, E‖∂L/∂a‖² is the same on
 * both sides of a layer, for independent isotropic unit rows and for orthogonal matrices. K_n is
 * exactly 1 for every n ≥ 2; width matters only for the variance, (6n/(n+2) − 1)/m and 3/(n+2).
 *
 * <p>What you should see: means on the line at 1 from n = 2 on, and the variance of orthogonal
 * matrices tending to 0.6 of that of isotropic ones.
 */
@AutoService(Experiment.class)
public final class NormTheorems implements Experiment {
  @Override
  public String id() {
    return "arpit2019-norm";
  }

  @Override
  public String title() {
    return "Norm preservation of one weight-normalized ReLU layer, forward and backward";
  }

  @Override
  public String description() {
    return "The forward and the backward theorem of Arpit, Campos and Bengio 2019 by Monte Carlo"
        + " over independent matrices with isotropic unit rows and over Haar-orthogonal ones:"
        + " E‖v‖²/‖u‖² = K_n = 1 for every n ≥ 2, not only for large n, its variance"
        + " (6n/(n+2) − 1)/m and 3/(n+2), and E‖∂a‖² preserved with g = √2.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.ARPIT_2019);
  }

  @Override
  public Result run(RunContext context) {
    NormTheoremCase.Effort effort = NormTheoremCase.Effort.of(context.scale());
    List<NormTheoremCase> cases = NormTheoremCase.all(effort);
    List<Backend> backends = context.backends();
    context.progress().start("ensembles", (long) cases.size() * backends.size());
    Map<String, Map<NormTheoremCase, Table>> moments = new LinkedHashMap<>();
    for (Backend backend : backends) {
      Map<NormTheoremCase, Table> ofBackend = new LinkedHashMap<>();
      for (NormTheoremCase c : cases) {
        ofBackend.put(
            c,
            context.unit(
                c.id() + "/" + backend.name(),
                () -> NormTheoremDraws.of(c, effort, context.seed(), backend, context.options())));
        context.progress().advance(1);
      }
      moments.put(backend.name(), ofBackend);
    }
    Map<NormTheoremCase, Table> reference = moments.get(backends.get(0).name());
    NormTheoremReport report = new NormTheoremReport(reference, effort);
    List<Check> checks = new ArrayList<>(report.checks());
    List<Table> tables = new ArrayList<>(List.of(report.table()));
    if (backends.size() > 1) {
      NormTheoremAgreement agreement =
          NormTheoremAgreement.of(moments, effort.samples(), context.options().precision());
      tables.add(agreement.table());
      checks.addAll(agreement.checks());
    }
    List<Figure> figures = List.of(report.figure());
    return new Result(tables, figures, checks);
  }
}
