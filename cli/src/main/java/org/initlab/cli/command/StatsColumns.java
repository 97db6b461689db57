package org.initlab.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.initlab.cli.terminal.TextTable;
import org.initlab.core.error.Arguments;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/** Which columns of the statistics stand on the terminal; files and JSON have all of them. */
final class StatsColumns {
  /** What {@code --columns} says to mean every column. */
  static final String ALL = "all";

  /** A column comes before those that say less, or the same in another way. */
  private static final List<String> BY_IMPORTANCE =
      List.of(
          "layer",
          "kind",
          "q",
          "q_theory",
          "gradient_ratio",
          "gradient_ratio_theory",
          "q_z",
          "gradient_ratio_z",
          "cosine",
          "cosine_theory",
          "zeros",
          "depth",
          "norm_ratio",
          "norm_ratio_theory",
          "variance",
          "mean",
          "kurtosis",
          "q_deviation",
          "gradient_ratio_deviation",
          "norm_ratio_std",
          "gradient_ratio_std");

  private final List<String> named;

  private StatsColumns(List<String> named) {
    this.named = named;
  }

  /**
   * The choice that {@code --columns} makes.
   *
   * @param names joined by commas, {@link #ALL}, or null for as many as fit
   * @throws org.initlab.core.error.InvalidInputException if there is no such column
   */
  static StatsColumns of(String names) {
    if (names == null) return new StatsColumns(null);
    List<String> known = StatsTable.COLUMNS.stream().map(Column::name).toList();
    if (names.equals(ALL)) return new StatsColumns(known);
    List<String> allowed = new ArrayList<>(known);
    allowed.add(ALL);
    Set<String> named = new LinkedHashSet<>(Arrays.asList(names.split(",", -1)));
    for (String name : named) {
      if (!known.contains(name)) throw Arguments.unknown("column", name, allowed);
    }
    return new StatsColumns(List.copyOf(named));
  }

  /** The table and, where columns were left out for want of room, a line that says which. */
  String text(Table table, int width) {
    List<String> shown = named == null ? fitting(table, width) : named;
    StringBuilder text = new StringBuilder(table.title()).append("\n\n");
    text.append(TextTable.of(selected(table, shown)));
    List<String> left = new ArrayList<>(table.columns().stream().map(Column::name).toList());
    left.removeAll(shown);
    if (named == null && !left.isEmpty()) {
      text.append('\n').append(wrapped("Not shown:", left, width));
      text.append("\n--columns all shows every column, --columns NAME,… those that you name.");
    }
    return text.toString();
  }

  private static String wrapped(String start, List<String> words, int width) {
    StringBuilder text = new StringBuilder();
    String line = start;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i + 1 < words.size() ? "," : "");
      if (line.length() + 1 + word.length() > width) {
        text.append(line).append('\n');
        line = word;
      } else {
        line += " " + word;
      }
    }
    return text.append(line).toString();
  }

  private static List<String> fitting(Table table, int width) {
    List<String> wanted = new ArrayList<>(BY_IMPORTANCE);
    // What is the same in every line says nothing, unless it is bad news.
    if (values(table, "backend").size() > 1) wanted.add(0, "backend");
    for (String bad : List.of("nan", "inf")) {
      if (!Set.of(0L).containsAll(values(table, bad))) wanted.add(0, bad);
    }
    int[] widths = TextTable.widths(table);
    Set<String> chosen = new HashSet<>();
    int used = -TextTable.GAP;
    for (String name : wanted) {
      int more = TextTable.GAP + widths[table.column(name)];
      if (used + more > width) continue;
      used += more;
      chosen.add(name);
    }
    return table.columns().stream().map(Column::name).filter(chosen::contains).toList();
  }

  private static Set<Object> values(Table table, String column) {
    int c = table.column(column);
    Set<Object> values = new HashSet<>();
    for (List<Object> row : table.rows()) values.add(row.get(c));
    return values;
  }

  private static Table selected(Table table, List<String> names) {
    int[] at = names.stream().mapToInt(table::column).toArray();
    List<Column> columns = Arrays.stream(at).mapToObj(table.columns()::get).toList();
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      List<Object> cells = new ArrayList<>();
      for (int c : at) cells.add(row.get(c));
      rows.add(cells);
    }
    return new Table(table.id(), table.title(), columns, rows);
  }
}
