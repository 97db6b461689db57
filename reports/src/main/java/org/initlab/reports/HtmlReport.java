package org.initlab.reports;

import java.util.List;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.reports.internal.Xml;
import org.initlab.reports.internal.html.Html;
import org.initlab.reports.internal.html.Sections;

/**
 * One self-contained page per run: verdicts, figures, tables, provenance and references. It needs
 * no script and no network, and reads on a phone, on paper and in the dark. Its links lead to files
 * beside it, as {@link ReportWriter} puts them.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** The page. */
  public static String of(ReportInput input) {
    Result result = input.result();
    StringBuilder body = new StringBuilder();
    body.append("<header>\n<h1>").append(Html.text(input.title())).append("</h1>\n");
    if (!input.papers().isEmpty()) {
      body.append("<p class=\"muted\">Reproduces ")
          .append(Html.text(BibTeX.citation(input.papers().get(0))))
          .append("</p>\n");
    }
    body.append("<p>").append(Sections.summary(result.checks())).append("</p>\n");
    body.append(contents(input)).append("</header>\n");
    body.append(Sections.prose(input.description()));
    if (!result.figures().isEmpty()) body.append(figures(result.figures()));
    if (!result.checks().isEmpty()) {
      body.append("<section id=\"checks\">\n<h2>Checks</h2>\n")
          .append(Sections.checks(result.checks()))
          .append("</section>\n");
    }
    if (!result.tables().isEmpty()) body.append(tables(result.tables()));
    if (!input.provenance().isEmpty()) {
      body.append("<section id=\"provenance\">\n<h2>Provenance</h2>\n")
          .append(Sections.provenance(input.provenance()))
          .append("</section>\n");
    }
    if (!input.papers().isEmpty()) {
      body.append("<section id=\"references\">\n<h2>References</h2>\n")
          .append(Sections.references(input.papers()))
          .append("</section>\n");
    }
    return Html.page(input.title(), body.toString());
  }

  private static String contents(ReportInput input) {
    StringBuilder out = new StringBuilder("<nav aria-label=\"Contents\">\n<ul>\n");
    Result result = input.result();
    entry(out, "figures", "Figures", !result.figures().isEmpty());
    entry(out, "checks", "Checks", !result.checks().isEmpty());
    entry(out, "tables", "Tables", !result.tables().isEmpty());
    entry(out, "provenance", "Provenance", !input.provenance().isEmpty());
    entry(out, "references", "References", !input.papers().isEmpty());
    return out.append("</ul>\n</nav>\n").toString();
  }

  private static void entry(StringBuilder out, String id, String name, boolean present) {
    if (!present) return;
    out.append("<li><a href=\"#" + id + "\">" + name + "</a></li>\n");
  }

  private static String figures(List<Figure> figures) {
    StringBuilder out = new StringBuilder("<section id=\"figures\">\n<h2>Figures</h2>\n");
    int number = 1;
    for (Figure f : figures) out.append(Sections.figure(f, number++, "figure-" + f.id(), ""));
    return out.append("</section>\n").toString();
  }

  private static String tables(List<Table> tables) {
    StringBuilder out = new StringBuilder("<section id=\"tables\">\n<h2>Tables</h2>\n");
    for (Table t : tables) {
      out.append("<h3 id=\"table-" + Xml.escape(t.id()) + "\">")
          .append(Html.text(t.title()))
          .append("</h3>\n")
          .append(Sections.table(t, ""));
    }
    return out.append("</section>\n").toString();
  }
}
