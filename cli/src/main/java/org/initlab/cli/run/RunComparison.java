package org.initlab.cli.run;

import java.util.List;
import java.util.Objects;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;

/** What differs between the tables of two runs of the same command. */
public final class RunComparison {
  private RunComparison() {}

  /** One row per table of either run. */
  public static Table of(Result before, Result after) {
    Table.Builder out =
        Table.builder(
            "comparison",
            "The rerun beside the original",
            Column.text("table", "id of the table"),
            Column.flag("identical", "whether every cell has the same value to the last bit"),
            Column.integer("cells", "cells compared"),
            Column.integer("differing", "cells that differ"),
            Column.real("worst", "largest |after − before| / max(|before|, |after|) of a number"),
            Column.text(
                "where", "row and column of the worst, or why the tables cannot be compared"));
    for (Table a : before.tables()) {
      after.tables().stream()
          .filter(t -> t.id().equals(a.id()))
          .findFirst()
          .ifPresentOrElse(
              b -> compare(out, a, b),
              () -> out.row(a.id(), false, 0, 0, null, "only in the original"));
    }
    for (Table b : after.tables()) {
      boolean known = before.tables().stream().anyMatch(a -> a.id().equals(b.id()));
      if (!known) out.row(b.id(), false, 0, 0, null, "only in the rerun");
    }
    return out.build();
  }

  private static void compare(Table.Builder out, Table a, Table b) {
    if (!a.columns().equals(b.columns()) || a.rows().size() != b.rows().size()) {
      out.row(a.id(), false, 0, 0, null, "other columns or another number of rows");
      return;
    }
    long differing = 0;
    double worst = 0;
    String where = "";
    for (int r = 0; r < a.rows().size(); r++) {
      List<Object> before = a.rows().get(r);
      for (int c = 0; c < before.size(); c++) {
        Object x = before.get(c);
        Object y = b.rows().get(r).get(c);
        if (Objects.equals(x, y)) continue;
        differing++;
        double d = difference(x, y);
        if (d > worst || where.isEmpty()) {
          worst = Math.max(worst, d);
          where = "row " + (r + 1) + ", " + a.columns().get(c).name() + ": " + x + " → " + y;
        }
      }
    }
    long cells = (long) a.rows().size() * a.columns().size();
    out.row(a.id(), differing == 0, cells, differing, worst, where);
  }

  private static double difference(Object x, Object y) {
    if (!(x instanceof Double a) || !(y instanceof Double b)) return Double.POSITIVE_INFINITY;
    double d = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
    return Double.isNaN(d) ? Double.POSITIVE_INFINITY : d;
  }
}
