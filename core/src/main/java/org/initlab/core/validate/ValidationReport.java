package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/**
 * What became of a validation.
 *
 * @param table one row per network, scheme, precision, pair of backends and quantity
 * @param summary one row per precision, pair and quantity: the worst case and how many were over
 * @param checks the design's claim on depth 100, where the grid has networks that deep
 */
public record ValidationReport(Table table, Table summary, List<Check> checks) {
  private static final Column[] CASE = {
    Column.text("network", "the network of the grid"),
    Column.text("scheme", "where its weights come from"),
  };
  private static final Column[] PAIR = {
    Column.text("precision", "of both engines"),
    Column.text("backend_a", "one engine"),
    Column.text("backend_b", "the other"),
    Column.text("quantity", "what is compared"),
  };
  private static final Column[] OUTCOME = {
    Column.real("worst_ratio", "the largest difference over its bound, over all layers"),
    Column.text("worst_layer", "where; empty for the network as a whole"),
    Column.text("first_layer_over", "the first layer, as computed, over its bound; empty if none"),
    Column.real("bound", "at the worst layer; relative to the max norm for tensors"),
    Column.real("difference", "at the worst layer, in the unit of the bound"),
    Column.text("verdict", "PASS if worst_ratio ≤ 1, else FAIL"),
  };

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
    private final Table.Builder table =
        Table.builder("validation", "Cross-backend agreement", concat(CASE, PAIR, OUTCOME));
    private final Map<List<Object>, Worst> worst = new LinkedHashMap<>();
    private double deepest = -1;

    private record Worst(Agreement agreement, String network, String scheme, int cases, int over) {}

    void add(
        Subject subject,
        Precision precision,
        Observation a,
        Observation b,
        List<Agreement> agreements) {
      for (Agreement g : agreements) {
        table.row(
            subject.id(),
            subject.scheme(),
            precision.id(),
            a.backend(),
            b.backend(),
            g.quantity().id(),
            g.worstRatio(),
            g.worstLayer(),
            g.firstOver(),
            g.bound(),
            g.difference(),
            verdict(g));
        List<Object> key = List.of(precision.id(), a.backend(), b.backend(), g.quantity().id());
        Worst here = new Worst(g, subject.id(), subject.scheme(), 1, g.holds() ? 0 : 1);
        worst.merge(key, here, Builder::worse);
        boolean tensor = g.quantity() == Quantity.STATE || g.quantity() == Quantity.STATE_GRADIENT;
        if (tensor && precision == Precision.FLOAT64 && subject.network().depth() >= 100) {
          deepest = Math.max(deepest, g.difference());
        }
      }
    }

    private static Worst worse(Worst x, Worst y) {
      Worst w = y.agreement.worstRatio() > x.agreement.worstRatio() ? y : x;
      return new Worst(w.agreement, w.network, w.scheme, x.cases + y.cases, x.over + y.over);
    }

    ValidationReport build() {
      Column[] extra = {
        Column.text("network", "of the worst case"),
        Column.text("scheme", "of the worst case"),
        Column.integer("cases", "networks × schemes compared"),
        Column.integer("over", "how many of them are over the bound"),
      };
      Table.Builder summary =
          Table.builder(
              "validation-summary", "Worst agreement per quantity", concat(PAIR, OUTCOME, extra));
      worst.forEach(
          (key, w) -> {
            List<Object> row = new ArrayList<>(key);
            Agreement g = w.agreement;
            row.addAll(List.of(g.worstRatio(), g.worstLayer(), g.firstOver(), g.bound()));
            row.addAll(List.of(g.difference(), w.over == 0 ? "PASS" : "FAIL"));
            row.addAll(List.of(w.network, w.scheme, w.cases, w.over));
            summary.row(row.toArray());
          });
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

    private static String verdict(Agreement g) {
      return g.holds() ? "PASS" : "FAIL";
    }

    private static Column[] concat(Column[]... parts) {
      List<Column> all = new ArrayList<>();
      for (Column[] part : parts) all.addAll(List.of(part));
      return all.toArray(new Column[0]);
    }
  }
}
