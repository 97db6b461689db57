package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?([^\"')\\s>]*)");

  @Test
  void everyCheckIsShownWithItsVerdict() {
    String html = HtmlReport.of(SampleReports.good());
    String checks = between(html, "<section id=\"checks\">", "</section>");
    assertThat(rows(checks))
        .satisfiesExactly(
            r ->
                assertThat(r)
                    .contains(
                        "✓ PASS",
                        "‖h<sup>L</sup>‖",
                        "Figure 1 (a)",
                        "1.00031 ± 0.00042",
                        "0.0017",
                        "6.3e−5"),
            r -> assertThat(r).contains("✓ PASS", "2<sup>−l/2</sup>", "closed form, Theorem 1"),
            r ->
                assertThat(r)
                    .contains(
                        "✗ FAIL",
                        "a wrong claim",
                        "nowhere",
                        "<td class=\"number\">1.5</td>",
                        "1e−12"));
    assertThat(html).contains("✗ FAIL</span> 2 of 3 checks passed");
  }

  @Test
  void thePageHoldsFiguresTablesProvenanceAndReferences() {
    String html = HtmlReport.of(SampleReports.good());
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
        .contains("<h1>Arpit et al. 2019, Figure 1</h1>", "Reproduces Devansh Arpit, Víctor Campos")
        .contains("<td class=\"number\">0.707107</td>", "The first 100 of 250 rows; all are in the")
        .contains("<th scope=\"row\">seed</th><td>42</td>")
        .contains("@inproceedings{arpit2019,")
        .contains("prefers-color-scheme: dark", "@media print");
    assertThat(html.split("<svg ", -1)).hasSize(3 + 1);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    for (String html : List.of(HtmlReport.of(SampleReports.good()), index())) {
      // Inside the page, beside it, or an empty icon; never a scheme that fetches.
      assertThat(references(html))
          .isNotEmpty()
          .allSatisfy(
              r ->
                  assertThat(r)
                      .matches(
                          "#.*|data:,|(run-1/|hostile/)?(figures|tables)/.*|(run-1|hostile)/index\\.html"));
      assertThat(html)
          .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
          .doesNotContain("<script", "@import");
      // The only addresses are names of SVG's namespace.
      assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
          .doesNotContain("http://", "https://");
    }
  }

  @Test
  void hostileTextIsEscapedEverywhere() {
    for (String html : List.of(HtmlReport.of(SampleReports.hostile()), index())) {
      assertThat(html)
          .doesNotContain("<script", "<img", "onerror=alert(2)>", "&amp;,\"")
          .contains("&lt;script&gt;alert(&#39;1&#39;)");
      assertThat(html.split("</title>", -1))
          .as("titles of the page and of its pictures")
          .hasSize(html.split("<title>", -1).length);
      assertThat(html.split("</style>", -1)).hasSize(2);
    }
  }

  @Test
  void idsAreUnique() {
    for (String html : List.of(HtmlReport.of(SampleReports.good()), index())) {
      List<String> ids = new ArrayList<>();
      Matcher m = Pattern.compile(" id=\"([^\"]*)\"").matcher(html);
      while (m.find()) ids.add(m.group(1));
      assertThat(ids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
      Matcher links = Pattern.compile("(?:href=\"#|url\\(#)([^\")]*)").matcher(html);
      while (links.find()) assertThat(ids).contains(links.group(1));
    }
  }

  @Test
  void theIndexListsEveryRunWithItsVerdict() {
    String html = index();
    String list = between(html, "<tbody>", "</tbody>");
    assertThat(rows(list))
        .satisfiesExactly(
            r -> assertThat(r).contains("href=\"#run-run-1\"", "✗ FAIL</span> 2 of 3"),
            r -> assertThat(r).contains("href=\"#run-hostile\"", "✓ PASS</span> 1 of 1"));
  }

  @Test
  void anEmptyResultIsAPage() {
    ReportInput empty =
        new ReportInput(
            "t", "", List.of(), new Result(List.of(), List.of(), List.<Check>of()), Map.of());
    assertThat(HtmlReport.of(empty))
        .contains("<h1>t</h1>", "no checks")
        .doesNotContain("<section", "<li>");
  }

  private static String index() {
    return RunIndexHtml.of(
        List.of(
            new NamedReport("run-1", SampleReports.good()),
            new NamedReport("hostile", SampleReports.hostile())));
  }

  private static List<String> references(String html) {
    List<String> references = new ArrayList<>();
    // Escaped text cannot hold an attribute; what looks like one in it is no reference.
    Matcher m = Pattern.compile("<[^>]*>").matcher(html);
    while (m.find()) {
      Matcher r = REFERENCE.matcher(m.group());
      while (r.find()) references.add(r.group(1));
    }
    return references;
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    return text.substring(start, text.indexOf(to, start));
  }

  private static List<String> rows(String table) {
    String body = table.substring(table.indexOf("<tbody>"));
    return Pattern.compile("<tr>.*?</tr>", Pattern.DOTALL)
        .matcher(body)
        .results()
        .map(r -> r.group())
        .toList();
  }
}
