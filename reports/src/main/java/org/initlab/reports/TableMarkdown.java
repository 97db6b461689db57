package org.initlab.reports;

import java.util.List;
import java.util.stream.Collectors;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.reports.internal.Numbers;

/**
 * Tables for documentation, in the dialect of Markdown that has tables: reals with three
 * significant digits, numbers to the right.
 */
public final class TableMarkdown {
  private static final int DIGITS = 3;

  private TableMarkdown() {}

  public static String of(Table table) {
    StringBuilder out = new StringBuilder();
    line(out, table.columns().stream().map(Column::name).map(TableMarkdown::escaped).toList());
    line(out, table.columns().stream().map(c -> isNumber(c) ? "---:" : "---").toList());
    for (List<Object> row : table.rows()) {
      line(out, row.stream().map(TableMarkdown::cell).collect(Collectors.toList()));
    }
    return out.toString();
  }

  private static boolean isNumber(Column c) {
    return c.type() == Column.Type.REAL || c.type() == Column.Type.INTEGER;
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(Object value) {
    if (value == null) return "";
    if (value instanceof Double d) return Numbers.significant(d, DIGITS);
    return escaped(value.toString());
  }

  /** A bar or a line break would end the cell. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace('\n', ' ');
  }
}
