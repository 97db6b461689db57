package org.initlab.cli.hessian;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.Units;
import org.initlab.core.hessian.Lanczos;
import org.initlab.core.hessian.PowerIteration;
import org.initlab.core.hessian.SpectralDensity;

/**
 * The Hessian of one loss on one or more backends. What a backend has finished is kept in units.
 */
public record HessianRun(
    HessianSubject subject, HessianSettings settings, Units units, BooleanSupplier stop) {

  /**
   * Eigenvalues first, then what the method gives besides.
   *
   * @throws org.initlab.cli.run.InterruptedWorkException if it is asked to stop
   */
  public Result on(List<Backend> backends, Progress progress) {
    progress.start("Hessian-vector products", settings.products() * backends.size());
    Result spectrum =
        settings.method() == HessianMethod.POWER
            ? power(backends, progress)
            : lanczos(backends, progress);
    if (!settings.gradientQuotient()) return spectrum;
    List<Table> tables = new ArrayList<>(spectrum.tables());
    tables.add(gradientQuotients(backends, progress));
    return new Result(tables, spectrum.figures(), spectrum.checks());
  }

  private Table gradientQuotients(List<Backend> backends, Progress progress) {
    Table.Builder all = HessianTables.gradientQuotients();
    for (Backend backend : backends) {
      all.rowsOf(
          units.unit(
              "hessian/gradient-quotient/" + backend.name(),
              () ->
                  HessianTables.gradientQuotients()
                      .row(
                          backend.name(),
                          subject.gradientQuotient(backend, settings.fraction(), progress, stop))
                      .build()));
    }
    return all.build();
  }

  private Result power(List<Backend> backends, Progress progress) {
    Table.Builder eigenvalues = HessianTables.eigenvalues();
    Table.Builder steps = HessianTables.steps();
    for (Backend backend : backends) {
      Table kept =
          units.unit(
              "hessian/power/" + backend.name(),
              () ->
                  HessianTables.steps(
                      backend.name(),
                      subject.on(
                          backend,
                          settings.fraction(),
                          progress,
                          stop,
                          h -> new PowerIteration(settings.iterations()).run(h, subject.seed()))));
      steps.rowsOf(kept);
      HessianTables.addLast(eigenvalues, backend.name(), kept);
    }
    return new Result(
        List.of(eigenvalues.build(), losses(backends), steps.build()), List.of(), List.of());
  }

  private Result lanczos(List<Backend> backends, Progress progress) {
    Table.Builder eigenvalues = HessianTables.eigenvalues();
    Table.Builder traces = HessianTables.traces();
    Table.Builder densities = HessianTables.densities();
    List<Figure> figures = new ArrayList<>();
    for (Backend backend : backends) {
      String name = backend.name();
      Table ritz =
          units.unit(
              "hessian/lanczos/" + name,
              () ->
                  HessianTables.ritz(
                      subject.on(
                          backend,
                          settings.fraction(),
                          progress,
                          stop,
                          h -> new Lanczos(settings.iterations()).run(h, subject.seed()))));
      HessianTables.addTop(eigenvalues, name, ritz, settings.top());
      if (settings.probes() == 0) continue;
      Table nodes =
          units.unit(
              "hessian/density/" + name,
              () ->
                  HessianTables.nodes(
                      subject.on(
                          backend,
                          settings.fraction(),
                          progress,
                          stop,
                          h ->
                              SpectralDensity.estimate(
                                  h, settings.iterations(), settings.probes(), subject.seed()))));
      SpectralDensity density = HessianTables.density(nodes, (int) subject.dimension());
      HessianTables.addTrace(traces, name, density);
      HessianTables.addDensity(densities, name, density);
      if (figures.isEmpty()) figures.add(HessianTables.figure(name, density));
    }
    List<Table> tables = new ArrayList<>(List.of(eigenvalues.build(), losses(backends)));
    if (settings.probes() > 0) tables.addAll(List.of(traces.build(), densities.build()));
    return new Result(tables, figures, List.of());
  }

  private Table losses(List<Backend> backends) {
    Table.Builder table = HessianTables.losses();
    int count = subject.count(settings.fraction());
    int samples = subject.samples(settings.fraction());
    for (Backend backend : backends) {
      table.row(
          backend.name(),
          subject.network().name(),
          subject.dimension(),
          count,
          samples,
          backend.capabilities().contains(Capability.EXACT_HVP) ? "exact" : "differenced");
    }
    return table.build();
  }
}
