package org.initlab.core.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.initlab.core.error.Arguments;

/**
 * A typed, tidy table: one observation per row.
 *
 * @param id the file name without extension, in kebab case
 * @param rows cells in the order of the columns, each null or of its column's Java type
 */
public record Table(String id, String title, List<Column> columns, List<List<Object>> rows) {
  public Table {
    columns = List.copyOf(columns);
    List<List<Object>> copy = new ArrayList<>(rows.size());
    for (List<Object> row : rows) copy.add(checked(id, columns, row));
    rows = Collections.unmodifiableList(copy);
  }

  private static List<Object> checked(String id, List<Column> columns, List<Object> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "table '"
              + id
              + "' has "
              + columns.size()
              + " columns, a row has "
              + row.size()
              + " cells");
    }
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.get(i);
      Column column = columns.get(i);
      if (cell != null && !column.type().javaType().isInstance(cell)) {
        throw new IllegalArgumentException(
            "table '"
                + id
                + "', column '"
                + column.name()
                + "' holds "
                + column.type()
                + ", was given "
                + cell.getClass().getSimpleName()
                + " "
                + cell);
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(row));
  }

  /** The position of a column. */
  public int column(String name) {
    List<String> names = columns.stream().map(Column::name).toList();
    int i = names.indexOf(name);
    if (i < 0) throw Arguments.unknown("column", name, names);
    return i;
  }

  /** The cell of a REAL column; NaN for null. */
  public double real(int row, String column) {
    Object cell = rows.get(row).get(column(column));
    return cell == null ? Double.NaN : (Double) cell;
  }

  /** Collects rows; cells may be given as any Number type and are widened to the column's. */
  public static Builder builder(String id, String title, Column... columns) {
    return new Builder(id, title, List.of(columns));
  }

  /** See {@link #builder}. */
  public static final class Builder {
    private final String id;
    private final String title;
    private final List<Column> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    private Builder(String id, String title, List<Column> columns) {
      this.id = id;
      this.title = title;
      this.columns = columns;
    }

    public Builder row(Object... cells) {
      List<Object> row = new ArrayList<>(cells.length);
      for (int i = 0; i < cells.length; i++) {
        boolean integer = i < columns.size() && columns.get(i).type() == Column.Type.INTEGER;
        Object c = cells[i];
        if (c instanceof Number n) c = integer ? (Object) n.longValue() : (Object) n.doubleValue();
        row.add(c);
      }
      rows.add(row);
      return this;
    }

    public Builder rowsOf(Table other) {
      rows.addAll(other.rows());
      return this;
    }

    public Table build() {
      return new Table(id, title, columns, rows);
    }
  }
}
