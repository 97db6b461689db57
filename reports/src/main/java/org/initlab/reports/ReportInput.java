package org.initlab.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;

/**
 * What a report is made from.
 *
 * @param title of the page
 * @param description what was run and what one should see; blank lines separate paragraphs
 * @param papers the works reproduced or relied on; the first is the one reproduced
 * @param result tables, figures and checks
 * @param provenance where the result comes from, in the order in which it is shown
 */
public record ReportInput(
    String title,
    String description,
    List<Paper> papers,
    Result result,
    Map<String, String> provenance) {
  public ReportInput {
    papers = List.copyOf(papers);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }
}
