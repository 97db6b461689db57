package org.initlab.reports.internal.html;

import java.util.ArrayList;
import java.util.List;
import org.initlab.reports.NamedReport;
import org.initlab.reports.internal.Xml;

/** The list of runs at the head of a page over several of them. */
public final class RunList {
  private RunList() {}

  /** One line per run, with a link to its section. */
  public static String of(List<NamedReport> runs) {
    List<String> rows = new ArrayList<>();
    for (NamedReport run : runs) {
      String name = Xml.escape(run.name());
      rows.add(
          Sections.cell("", Sections.link("#run-" + name, name))
              + Sections.cell("prose", Html.text(run.input().title()))
              + Sections.cell("", Sections.summary(run.input().result().checks())));
    }
    return Html.table(
        "",
        List.of(Sections.head("", "run"), Sections.head("", "title"), Sections.head("", "verdict")),
        rows);
  }
}
