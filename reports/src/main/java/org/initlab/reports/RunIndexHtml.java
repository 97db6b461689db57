package org.initlab.reports;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Figure;
import org.initlab.reports.internal.Xml;
import org.initlab.reports.internal.html.Html;
import org.initlab.reports.internal.html.RunList;
import org.initlab.reports.internal.html.Sections;

/** One self-contained page over several finished runs: a line for each, then checks and figures. */
public final class RunIndexHtml {
  private RunIndexHtml() {}

  /**
   * The page.
   *
   * @param runs each with its own report in a folder of its name beside the page
   */
  public static String of(List<NamedReport> runs) {
    String title = runs.size() == 1 ? "1 run" : runs.size() + " runs";
    StringBuilder body = new StringBuilder();
    body.append("<header>\n<h1>initlab: ").append(title).append("</h1>\n</header>\n");
    body.append(RunList.of(runs));
    List<String> sections = new ArrayList<>();
    int number = 1;
    for (NamedReport run : runs) {
      ReportInput input = run.input();
      String name = Xml.escape(run.name());
      StringBuilder section = new StringBuilder();
      section
          .append("<section id=\"run-" + name + "\">\n<h2>")
          .append(Html.text(input.title()))
          .append("</h2>\n<p class=\"muted\">")
          .append("<a href=\"" + name + "/index.html\">" + name + "</a></p>\n")
          .append(Sections.prose(input.description()));
      if (!input.result().checks().isEmpty()) {
        section.append(Sections.checks(input.result().checks()));
      }
      for (Figure f : input.result().figures()) {
        String prefix = "run-" + run.name() + "-figure-" + f.id();
        section.append(Sections.figure(f, number++, prefix, run.name() + "/"));
      }
      sections.add(section.append("</section>\n").toString());
    }
    sections.forEach(body::append);
    return Html.page("initlab: " + title, body.toString());
  }
}
