package org.initlab.core.experiment.calibration;

import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;

/**
 * An experiment run at many seeds: how far each of its checks is from failing, and whether more of
 * them failed than their stated rates let expect.
 *
 * @param first the first seed; the others follow it
 * @param seeds how many
 */
public record Calibration(Experiment experiment, long first, int seeds) {
  public Calibration {
    if (seeds < 2) {
      throw new InvalidInputException("seeds must be at least 2, was " + seeds);
    }
  }

  /** One unit per seed is kept in the context. */
  public Result run(RunContext context) {
    context.progress().start(experiment.id() + ", seeds", seeds);
    Table.Builder builder = outcomes();
    for (int i = 0; i < seeds; i++) {
      long seed = first + i;
      builder.rowsOf(context.unit(experiment.id() + "/seed-" + seed, () -> outcome(context, seed)));
      context.progress().advance(1);
    }
    Table outcomes = builder.build();
    CalibrationSummary summary = new CalibrationSummary(experiment.id(), seeds, outcomes);
    return new Result(
        List.of(summary.table(), outcomes), List.of(summary.figure()), List.of(summary.check()));
  }

  /** Whether a table of a result has a row per check, of {@link #summaryColumns}. */
  public static boolean isSummary(Table table) {
    return CalibrationSummary.isSummary(table);
  }

  /** Of the tables that say what many seeds showed of each check. */
  public static Column[] summaryColumns() {
    return CalibrationSummary.columns();
  }

  private Table.Builder outcomes() {
    return Table.builder(
        experiment.id() + "-outcomes",
        "Checks of " + experiment.id() + " at every seed",
        Column.integer("seed", "of the run"),
        Column.text("check", "its id"),
        Column.real("expected", "published or theoretical value"),
        Column.real("measured", "our value"),
        Column.real("uncertainty", "standard error of measured; 0 if deterministic"),
        Column.real("tolerance", "largest |measured − expected| that passes"),
        Column.real("margin", "(measured − expected)/tolerance; beyond ±1 the check fails"),
        Column.real("stated_rate", "the check's own false-failure rate"),
        Column.flag("passed", "whether it did"));
  }

  private Table outcome(RunContext context, long seed) {
    Table.Builder table = outcomes();
    for (Check c : experiment.run(new SeedContext(context, new Seed(seed))).checks()) {
      double off = c.measured() - c.expected();
      table.row(
          seed,
          c.id(),
          c.expected(),
          c.measured(),
          c.uncertainty(),
          c.tolerance(),
          off == 0 ? 0 : off / c.tolerance(),
          c.falseFailureRate(),
          c.verdict() == Check.Verdict.PASS);
    }
    return table.build();
  }
}
