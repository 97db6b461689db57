package org.initlab.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;

/**
 * The same measurement on every backend, each held to theory on its own. The first backend's
 * tables, checks and figures keep their names, those of the others end in the backend's.
 */
public final class EachBackend {
  private EachBackend() {}

  public static Result run(RunContext context, Function<Backend, Result> measurement) {
    List<Table> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    for (Backend backend : context.backends()) {
      String suffix = backend == context.backends().get(0) ? "" : "-" + backend.name();
      Result result = measurement.apply(backend);
      result.tables().forEach(t -> tables.add(renamed(t, suffix)));
      result.figures().forEach(f -> figures.add(renamed(f, suffix)));
      result.checks().forEach(c -> checks.add(renamed(c, suffix)));
    }
    return new Result(tables, figures, checks);
  }

  private static Table renamed(Table t, String suffix) {
    return new Table(t.id() + suffix, t.title(), t.columns(), t.rows());
  }

  private static Figure renamed(Figure f, String suffix) {
    return new Figure(f.id() + suffix, f.title(), f.caption(), f.columns(), f.panels());
  }

  private static Check renamed(Check c, String suffix) {
    return new Check(
        c.id() + suffix,
        c.claim(),
        c.source(),
        c.expected(),
        c.measured(),
        c.uncertainty(),
        c.tolerance(),
        c.falseFailureRate());
  }
}
