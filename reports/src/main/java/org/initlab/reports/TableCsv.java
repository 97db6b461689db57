package org.initlab.reports;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/**
 * Tables as CSV (RFC 4180 with LF): a header of column names, one row per observation.
 *
 * <p>Reals are written by {@link Double#toString(double)}, so they are read back bit for bit;
 * {@code NaN}, {@code Infinity} and {@code -Infinity} are spelled so. A missing value is an empty
 * field, an empty text is {@code ""}. What is written is read back to an equal table.
 *
 * <p>Types and descriptions are not part of CSV; who reads a table gives its columns.
 */
public final class TableCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator('\n')
          .setNullString("")
          .setQuoteMode(QuoteMode.MINIMAL)
          .get();

  /** Tells {@code ""}, an empty text, from an empty field, a missing value. */
  private static final CSVFormat QUOTED =
      FORMAT.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).get();

  private TableCsv() {}

  /** Writes header and rows. */
  public static void write(Table table, Appendable out) throws IOException {
    CSVPrinter plain = new CSVPrinter(out, FORMAT);
    CSVPrinter quoted = new CSVPrinter(out, QUOTED);
    plain.printRecord(table.columns().stream().map(Column::name));
    for (List<Object> row : table.rows()) {
      List<String> cells = new ArrayList<>(row.size());
      for (Object cell : row) cells.add(cell == null ? null : cell.toString());
      (cells.contains("") ? quoted : plain).printRecord(cells);
    }
  }

  /** The table as CSV in one string. */
  public static String toString(Table table) {
    StringBuilder out = new StringBuilder();
    try {
      write(table, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidInputException if the header is not that of the columns, or a field is not of
   *     its column's type; the message names the line
   */
  public static Table read(String id, String title, List<Column> columns, Reader in)
      throws IOException {
    return new Table(id, title, columns, rows(id, columns, in));
  }

  private static List<List<Object>> rows(String name, List<Column> columns, Reader in)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.builder().setFormat(QUOTED).setReader(in).get()) {
      boolean header = true;
      long line = 1;
      for (CSVRecord record : parser) {
        if (header) checkHeader(name, columns, record, line);
        else rows.add(row(name, columns, record, line));
        header = false;
        line = parser.getCurrentLineNumber() + 1;
      }
      if (header) throw new InvalidInputException(name + " is empty: a header was expected");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException malformed) {
        throw new InvalidInputException(
            name + " is not well-formed CSV: " + malformed.getMessage(), malformed);
      }
      throw e.getCause();
    }
    return rows;
  }

  private static void checkHeader(String name, List<Column> columns, CSVRecord record, long line) {
    List<String> expected = columns.stream().map(Column::name).toList();
    if (!record.toList().equals(expected)) {
      throw new InvalidInputException(
          at(name, line) + "the header is " + record.toList() + ", expected " + expected);
    }
  }

  private static List<Object> row(String name, List<Column> columns, CSVRecord record, long line) {
    if (record.size() != columns.size()) {
      throw new InvalidInputException(
          at(name, line) + record.size() + " fields, expected " + columns.size());
    }
    List<Object> row = new ArrayList<>(record.size());
    for (int i = 0; i < record.size(); i++) {
      Column column = columns.get(i);
      String field = record.get(i);
      Object value = field == null ? null : value(column.type(), field);
      if (field != null && value == null) {
        throw new InvalidInputException(
            at(name, line)
                + "column '"
                + column.name()
                + "' holds "
                + column.type()
                + ", found '"
                + field
                + "'");
      }
      row.add(value);
    }
    return row;
  }

  /** The value of a field, or null if it is not of the type. */
  private static Object value(Column.Type type, String field) {
    try {
      return switch (type) {
        case TEXT -> field;
        case INTEGER -> Long.valueOf(field);
        case REAL -> Double.valueOf(field);
        case FLAG ->
            field.equals("true") ? Boolean.TRUE : field.equals("false") ? Boolean.FALSE : null;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String at(String name, long line) {
    return name + ", line " + line + ": ";
  }
}
