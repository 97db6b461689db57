package org.initlab.core.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;

/**
 * What became of a validation.
 *
 * @param table one row per network, scheme, precision, pair of backends and quantity
 * @param summary one row per precision, pair and quantity: the worst case and how many were over
 * @param checks the design's claim on depth 100, where the grid has networks that deep
 */
public record ValidationReport(Table table, Table summary, List<Check> checks) {
  /** Whether every bound holds and every check passes. */
  public boolean passed() {
    int verdict = table.column("verdict");
    return table.rows().stream().allMatch(r -> r.get(verdict).equals("PASS"))
        && checks.stream().allMatch(c -> c.verdict() == Check.Verdict.PASS);
  }

  /** The rows that are over their bound, as a table. */
  public Table failures() {
    int verdict = table.column("verdict");
    List<List<Object>> rows =
        table.rows().stream().filter(r -> r.get(verdict).equals("FAIL")).toList();
    return new Table("validation-failures", "Quantities over their bound", table.columns(), rows);
  }

  /** Collects the comparisons. */
  static final class Builder {
    private final Table.Builder table = ComparisonRows.table();
    private final Map<List<Object>, Worst> worst = new LinkedHashMap<>();
    private double deepest = -1;

    /** The row with the largest ratio, and of how many. */
    private record Worst(List<Object> row, double ratio, int cases, int over) {}

    /** Adds the comparisons of {@code network} under one scheme, as {@link ComparisonRows}. */
    void add(Network network, Table unit) {
      table.rowsOf(unit);
      int verdict = unit.column("verdict");
      for (int r = 0; r < unit.rows().size(); r++) {
        List<Object> row = unit.rows().get(r);
        int over = row.get(verdict).equals("PASS") ? 0 : 1;
        Worst here = new Worst(row, unit.real(r, "worst_ratio"), 1, over);
        worst.merge(ComparisonRows.pair(row), here, Builder::worse);
        if (network.depth() >= 100 && ComparisonRows.isTensorInFloat64(row)) {
          deepest = Math.max(deepest, unit.real(r, "difference"));
        }
      }
    }

    private static Worst worse(Worst x, Worst y) {
      Worst w = y.ratio > x.ratio ? y : x;
      return new Worst(w.row, w.ratio, x.cases + y.cases, x.over + y.over);
    }

    ValidationReport build() {
      Table.Builder summary = ComparisonRows.summary();
      worst.values().forEach(w -> ComparisonRows.summarize(summary, w.row, w.cases, w.over));
      return new ValidationReport(table.build(), summary.build(), depthCheck());
    }

    private List<Check> depthCheck() {
      if (deepest < 0) return List.of();
      return List.of(
          new Check(
              "float64-depth-100",
              "states and state gradients of 100-layer networks agree per layer, relative to ‖·‖∞",
              "initlab's design: better than 1e-10",
              0,
              deepest,
              0,
              1e-10,
              0));
    }
  }
}
