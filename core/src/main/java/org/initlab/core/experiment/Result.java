package org.initlab.core.experiment;

import java.util.List;

/** What an experiment found, as data. */
public record Result(List<Table> tables, List<Figure> figures, List<Check> checks) {
  public Result {
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
    checks = List.copyOf(checks);
  }

  /** Whether every check passed. */
  public boolean passed() {
    return checks.stream().allMatch(c -> c.verdict() == Check.Verdict.PASS);
  }
}
