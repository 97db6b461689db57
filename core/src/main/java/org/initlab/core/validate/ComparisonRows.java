package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/**
 * The comparisons of one subject as rows, one for every precision, pair of backends and quantity:
 * where it comes from, what was compared, and how that went.
 */
final class ComparisonRows {
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
  private static final Column[] COUNTS = {
    Column.text("network", "of the worst case"),
    Column.text("scheme", "of the worst case"),
    Column.integer("cases", "networks × schemes compared"),
    Column.integer("over", "how many of them are over the bound"),
  };

  private final Subject subject;
  private final Table.Builder table = table();

  ComparisonRows(Subject subject) {
    this.subject = subject;
  }

  void add(Precision precision, Observation a, Observation b, List<Agreement> agreements) {
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
          g.holds() ? "PASS" : "FAIL");
    }
  }

  Table build() {
    return table.build();
  }

  static Table.Builder table() {
    return Table.builder("validation", "Cross-backend agreement", concat(CASE, PAIR, OUTCOME));
  }

  /** Precision, backends and quantity of a row. */
  static List<Object> pair(List<Object> row) {
    return row.subList(CASE.length, CASE.length + PAIR.length);
  }

  static boolean isTensorInFloat64(List<Object> row) {
    Object quantity = pair(row).get(3);
    boolean tensor =
        quantity.equals(Quantity.STATE.id()) || quantity.equals(Quantity.STATE_GRADIENT.id());
    return tensor && pair(row).get(0).equals(Precision.FLOAT64.id());
  }

  static Table.Builder summary() {
    return Table.builder(
        "validation-summary", "Worst agreement per quantity", concat(PAIR, OUTCOME, COUNTS));
  }

  /**
   * Adds to a {@link #summary} the worst of {@code cases} rows, of which {@code over} are over
   * their bound.
   */
  static void summarize(Table.Builder summary, List<Object> worst, int cases, int over) {
    List<Object> row = new ArrayList<>(worst.subList(CASE.length, worst.size()));
    row.addAll(worst.subList(0, CASE.length));
    row.addAll(List.of(cases, over));
    summary.row(row.toArray());
  }

  private static Column[] concat(Column[]... parts) {
    List<Column> all = new ArrayList<>();
    for (Column[] part : parts) all.addAll(List.of(part));
    return all.toArray(new Column[0]);
  }
}
