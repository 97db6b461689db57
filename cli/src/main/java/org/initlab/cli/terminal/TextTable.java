package org.initlab.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/**
 * A table as aligned text for a person: numbers to the right with five significant digits, the rest
 * to the left.
 */
public final class TextTable {
  /** Spaces between two columns. */
  public static final int GAP = 2;

  private TextTable() {}

  /** The widths of the columns, {@link #GAP} characters apart. */
  public static int[] widths(Table table) {
    return widths(lines(table), table.columns().size());
  }

  private static int[] widths(List<List<String>> lines, int columns) {
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).codePointCount(0, line.get(c).length()));
      }
    }
    return widths;
  }

  private static List<List<String>> lines(Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Column::name).toList());
    for (List<Object> row : table.rows()) lines.add(row.stream().map(TextTable::cell).toList());
    return lines;
  }

  public static String of(Table table) {
    List<List<String>> lines = lines(table);
    int[] widths = widths(lines, table.columns().size());
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder b = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        boolean number =
            table.columns().get(c).type() == Column.Type.REAL
                || table.columns().get(c).type() == Column.Type.INTEGER;
        if (c > 0) b.append(" ".repeat(GAP));
        b.append(padded(line.get(c), widths[c], number));
      }
      text.append(b.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String padded(String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.codePointCount(0, cell.length()));
    return right ? space + cell : cell + space;
  }

  private static String cell(Object value) {
    if (value == null) return "";
    if (!(value instanceof Double d)) return value.toString();
    if (d == 0) return "0";
    double size = Math.abs(d);
    if (Double.isNaN(d) || Double.isInfinite(d)) return d.toString();
    return String.format(Locale.ROOT, size >= 1e-3 && size < 1e5 ? "%.5g" : "%.3e", d);
  }
}
