package org.initlab.reports.internal.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Check.Verdict;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Table;
import org.initlab.reports.BibTeX;
import org.initlab.reports.FigureFiles;
import org.initlab.reports.internal.Numbers;
import org.initlab.reports.internal.Xml;

/** The parts of a report's page, each a fragment of HTML; none has a heading of its own. */
public final class Sections {
  private static final int DIGITS = 6;

  /** A longer table is cut in the page; its CSV has all rows. */
  private static final int MOST_ROWS = 100;

  /** Figures narrower than this fit on a phone without scrolling, in points. */
  private static final int PHONE = 330;

  private Sections() {}

  /** Paragraphs, separated by blank lines. */
  public static String prose(String text) {
    StringBuilder out = new StringBuilder();
    for (String paragraph : text.strip().split("\\R\\s*\\R")) {
      if (!paragraph.isBlank()) out.append("<p>").append(Html.text(paragraph)).append("</p>\n");
    }
    return out.toString();
  }

  /** How many checks passed. */
  public static String summary(List<Check> checks) {
    long failed = checks.stream().filter(c -> c.verdict() == Verdict.FAIL).count();
    if (checks.isEmpty()) return "<span class=\"muted\">no checks</span>";
    String badge = badge(failed == 0 ? Verdict.PASS : Verdict.FAIL);
    return badge + " " + (checks.size() - failed) + " of " + checks.size() + " checks passed";
  }

  private static String badge(Verdict verdict) {
    return verdict == Verdict.PASS
        ? "<span class=\"badge pass\">✓ PASS</span>"
        : "<span class=\"badge fail\">✗ FAIL</span>";
  }

  /** Every check with its verdict. */
  public static String checks(List<Check> checks) {
    List<String> rows = new ArrayList<>();
    for (Check c : checks) {
      rows.add(
          cell("", badge(c.verdict()))
              + cell("prose", Html.text(c.claim()))
              + cell("prose", Html.text(c.source()))
              + number(Numbers.significant(c.expected(), DIGITS))
              + number(Numbers.withError(c.measured(), c.uncertainty(), DIGITS))
              + number(Numbers.significant(c.tolerance(), 3))
              + number(
                  c.falseFailureRate() == 0 ? "–" : Numbers.significant(c.falseFailureRate(), 2)));
    }
    return Html.table(
        "checks",
        List.of(
            head("", "verdict"),
            head("", "claim"),
            head("", "source"),
            head("number", "expected"),
            head("number", "ours ± error"),
            head("number", "tolerance"),
            head("number", "false-failure rate")),
        rows);
  }

  /**
   * A figure with its caption.
   *
   * @param number of the figure in the page, from 1
   * @param idPrefix of every id in it
   * @param folder of the files beside the page, empty or ending in a slash
   */
  public static String figure(Figure figure, int number, String idPrefix, String folder) {
    String svg = FigureFiles.svgElement(figure, idPrefix);
    boolean narrow = widthOf(svg) <= PHONE;
    if (narrow) svg = svg.replaceFirst("<svg ", "<svg class=\"narrow\" ");
    String file = Xml.escape(folder + "figures/" + figure.id());
    return "<figure>\n<div class=\"card\" tabindex=\"0\">\n"
        + svg
        + "</div>\n<figcaption><strong>Figure "
        + number
        + ".</strong> "
        + Html.text(figure.title())
        + (figure.caption().isBlank() ? "" : ". " + Html.text(figure.caption()))
        + " <span class=\"muted\">Files: "
        + link(file + ".svg", "SVG")
        + ", "
        + link(file + ".pdf", "PDF")
        + ", "
        + link(file + ".png", "PNG")
        + "</span></figcaption>\n</figure>\n";
  }

  private static double widthOf(String svg) {
    String width = svg.substring(svg.indexOf("width=\"") + 7);
    return Double.parseDouble(width.substring(0, width.indexOf("pt\"")));
  }

  /** A table with its rows, or the first of them, and what its columns are. */
  public static String table(Table table, String folder) {
    List<String> heads = new ArrayList<>();
    List<String> meanings = new ArrayList<>();
    for (Column c : table.columns()) {
      heads.add(head(isNumber(c) ? "number" : "", Xml.escape(c.name())));
      if (!c.description().isBlank()) {
        meanings.add("<code>" + Xml.escape(c.name()) + "</code>: " + Html.text(c.description()));
      }
    }
    int shown = Math.min(table.rows().size(), MOST_ROWS);
    List<String> rows = new ArrayList<>();
    for (List<Object> row : table.rows().subList(0, shown)) {
      StringBuilder cells = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        cells.append(cell(row.get(i), isNumber(table.columns().get(i))));
      }
      rows.add(cells.toString());
    }
    String file = Xml.escape(folder + "tables/" + table.id());
    String count =
        shown < table.rows().size()
            ? "The first " + shown + " of " + table.rows().size() + " rows; all are in the "
            : table.rows().size() + (table.rows().size() == 1 ? " row. " : " rows. ") + "Files: ";
    return Html.table("", heads, rows)
        + "<p class=\"muted\">"
        + count
        + link(file + ".csv", "CSV")
        + ", "
        + link(file + ".tex", "LaTeX")
        + ". "
        + String.join("; ", meanings)
        + "</p>\n";
  }

  private static boolean isNumber(Column c) {
    return c.type() == Column.Type.REAL || c.type() == Column.Type.INTEGER;
  }

  private static String cell(Object value, boolean isNumber) {
    if (value == null) return cell(isNumber ? "number" : "", "–");
    if (value instanceof Double d) return number(Numbers.significant(d, DIGITS));
    if (value instanceof Long n) return number(n.toString());
    if (value instanceof Boolean b) return cell("", b ? "yes" : "no");
    return cell("", Html.text((String) value));
  }

  /** Names and values. */
  public static String provenance(Map<String, String> provenance) {
    List<String> rows = new ArrayList<>();
    provenance.forEach(
        (name, value) ->
            rows.add(
                "<th scope=\"row\">" + Xml.escape(name) + "</th>" + cell("", Xml.escape(value))));
    return Html.table("provenance", List.of(), rows);
  }

  /** Citations and BibTeX. */
  public static String references(List<Paper> papers) {
    StringBuilder out = new StringBuilder("<ol>\n");
    for (Paper p : papers) {
      out.append("<li>").append(Html.text(BibTeX.citation(p))).append("</li>\n");
    }
    return out.append("</ol>\n<pre>")
        .append(Xml.escape(BibTeX.of(papers)))
        .append("</pre>\n")
        .toString();
  }

  static String head(String cssClass, String html) {
    return "<th scope=\"col\"" + cssClass(cssClass) + ">" + html + "</th>";
  }

  static String cell(String cssClass, String html) {
    return "<td" + cssClass(cssClass) + ">" + html + "</td>";
  }

  private static String number(String text) {
    return cell("number", Html.number(text));
  }

  private static String cssClass(String name) {
    return name.isEmpty() ? "" : " class=\"" + name + "\"";
  }

  static String link(String escapedHref, String html) {
    return "<a href=\"" + escapedHref + "\">" + html + "</a>";
  }
}
