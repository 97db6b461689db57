package org.initlab.reports;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.reports.internal.LatexText;
import org.initlab.reports.internal.Numbers;

/**
 * Tables as LaTeX with {@code booktabs}; longer ones as {@code longtable}. Reals have four
 * significant digits or more, and as many decimals in a whole column, so that right-aligned numbers
 * are aligned at the point; a column that spans more than four decades is written in powers of ten.
 */
public final class TableLatex {
  /** The most rows that stand on one page. */
  private static final int PAGE = 40;

  private static final int DIGITS = 4;
  private static final int MOST_DECIMALS = 6;
  private static final int MOST_DECADES = 4;

  private TableLatex() {}

  /** The table as an environment with caption and label {@code tab:ID}. */
  public static String of(Table table) {
    boolean isLong = table.rows().size() > PAGE;
    StringBuilder out = new StringBuilder();
    out.append("% \\usepackage{booktabs").append(isLong ? ",longtable" : "").append("}, UTF-8\n");
    String caption =
        "\\caption{" + LatexText.typeset(table.title()) + "}\\label{tab:" + table.id() + "}";
    if (isLong) {
      out.append("\\begin{longtable}{").append(alignment(table)).append("}\n");
      out.append("  ").append(caption).append("\\\\\n");
      out.append("  \\toprule\n  ").append(header(table)).append("  \\midrule\n  \\endhead\n");
      out.append("  \\bottomrule\n  \\endfoot\n");
      rows(table, "  ", out);
      out.append("\\end{longtable}\n");
    } else {
      out.append("\\begin{table}\n  \\centering\n  ").append(caption).append('\n');
      out.append("  \\begin{tabular}{").append(alignment(table)).append("}\n");
      out.append("    \\toprule\n    ").append(header(table)).append("    \\midrule\n");
      rows(table, "    ", out);
      out.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
    }
    return out.toString();
  }

  private static String alignment(Table table) {
    StringBuilder out = new StringBuilder();
    for (Column c : table.columns()) {
      boolean number = c.type() == Column.Type.REAL || c.type() == Column.Type.INTEGER;
      out.append(number ? 'r' : 'l');
    }
    return out.toString();
  }

  private static String header(Table table) {
    return line(table.columns().stream().map(c -> LatexText.escape(c.name())).toList());
  }

  private static String line(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  private static void rows(Table table, String indent, StringBuilder out) {
    List<RealFormat> formats = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) formats.add(RealFormat.of(table, c));
    for (List<Object> row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < row.size(); c++) cells.add(cell(row.get(c), formats.get(c)));
      out.append(indent).append(line(cells));
    }
  }

  private static String cell(Object value, RealFormat format) {
    if (value == null) return "--";
    if (value instanceof Double d) return format.write(d);
    if (value instanceof Long n) return n < 0 ? "$" + n + "$" : n.toString();
    if (value instanceof Boolean b) return b ? "yes" : "no";
    return LatexText.typeset((String) value);
  }

  /** How the reals of one column are written: in powers of ten, or with so many decimals. */
  private record RealFormat(boolean scientific, int decimals) {
    static RealFormat of(Table table, int column) {
      int low = Integer.MAX_VALUE;
      int high = Integer.MIN_VALUE;
      boolean integers = true;
      for (List<Object> row : table.rows()) {
        if (!(row.get(column) instanceof Double d) || !Double.isFinite(d) || d == 0) continue;
        int exponent = Numbers.exponent(d, DIGITS);
        low = Math.min(low, exponent);
        high = Math.max(high, exponent);
        integers &= d == Math.rint(d);
      }
      if (low > high) return new RealFormat(false, 0);
      if (high - low > MOST_DECADES || low < DIGITS - 1 - MOST_DECIMALS || high > 6) {
        return new RealFormat(true, DIGITS - 1);
      }
      return new RealFormat(false, integers ? 0 : Math.max(0, DIGITS - 1 - low));
    }

    String write(double value) {
      if (Double.isNaN(value)) return "NaN";
      if (Double.isInfinite(value)) return value > 0 ? "$\\infty$" : "$-\\infty$";
      if (!scientific) return "$" + Numbers.fixed(value, decimals) + "$";
      if (value == 0) return "$0$";
      int exponent = Numbers.exponent(value, DIGITS);
      String mantissa = Numbers.mantissa(value, exponent, decimals);
      return "$" + mantissa + "\\times10^{" + exponent + "}$";
    }
  }
}
