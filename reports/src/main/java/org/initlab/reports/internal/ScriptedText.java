package org.initlab.reports.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with subscripts and superscripts, as labels write them: {@code σ_{w}}, {@code 10^{-3}}, and
 * without braces for one character after a single letter, {@code σ_w}, {@code q^L}; {@code
 * snake_case} stays as it is.
 */
public final class ScriptedText {
  /**
   * A piece of text on one level.
   *
   * @param level 0 on the baseline, 1 superscript, −1 subscript
   */
  public record Run(String text, int level) {}

  private static final Pattern SCRIPT =
      Pattern.compile(
          "([_^])\\{([^{}]+)\\}|(?<![\\p{L}\\p{N}_])(\\p{L})([_^])([\\p{L}\\p{N}*])(?![\\p{L}\\p{N}_])");

  private ScriptedText() {}

  public static List<Run> parse(String text) {
    List<Run> runs = new ArrayList<>();
    Matcher m = SCRIPT.matcher(text);
    int from = 0;
    while (m.find()) {
      if (m.group(1) != null) {
        add(runs, text.substring(from, m.start()), 0);
        add(runs, m.group(2).replace('-', '−'), m.group(1).equals("^") ? 1 : -1);
      } else {
        add(runs, text.substring(from, m.end(3)), 0);
        add(runs, m.group(5), m.group(4).equals("^") ? 1 : -1);
      }
      from = m.end();
    }
    add(runs, text.substring(from), 0);
    return runs;
  }

  private static void add(List<Run> runs, String text, int level) {
    if (!text.isEmpty()) runs.add(new Run(text, level));
  }
}
