package org.initlab.reports.internal.html;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.initlab.reports.internal.ScriptedText;
import org.initlab.reports.internal.ScriptedText.Run;
import org.initlab.reports.internal.Xml;

/** Pieces of HTML5. Everything that comes from a result goes through {@link #text}. */
public final class Html {
  /** Nothing may be loaded from anywhere: a report tells nobody that it is read. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private Html() {}

  /** Escaped text, with subscripts and superscripts as elements. */
  public static String text(String text) {
    StringBuilder out = new StringBuilder();
    for (Run run : ScriptedText.parse(text)) {
      String escaped = Xml.escape(run.text());
      if (run.level() == 0) out.append(escaped);
      else if (run.level() > 0) out.append("<sup>").append(escaped).append("</sup>");
      else out.append("<sub>").append(escaped).append("</sub>");
    }
    return out.toString();
  }

  /** A number for people, with a true minus. */
  public static String number(String number) {
    return Xml.escape(number.replace('-', '−'));
  }

  /** A scrolling table. */
  static String table(String cssClass, List<String> heads, List<String> rows) {
    StringBuilder out = new StringBuilder("<div class=\"scroll\" tabindex=\"0\">\n<table");
    if (!cssClass.isEmpty()) out.append(" class=\"").append(cssClass).append('"');
    out.append(">\n");
    if (!heads.isEmpty()) {
      out.append("<thead><tr>").append(String.join("", heads)).append("</tr></thead>\n");
    }
    out.append("<tbody>\n");
    for (String row : rows) out.append("<tr>").append(row).append("</tr>\n");
    return out.append("</tbody>\n</table>\n</div>\n").toString();
  }

  /** The whole page. */
  public static String page(String title, String body) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + POLICY
        + "\">\n<title>"
        + Xml.escape(title)
        + "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n"
        + style()
        + "</style>\n</head>\n<body>\n<main>\n"
        + body
        + "</main>\n</body>\n</html>\n";
  }

  private static String style() {
    try (InputStream in = Html.class.getResourceAsStream("report.css")) {
      if (in == null) throw new FileNotFoundException("class path: report.css");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
