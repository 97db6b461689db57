package org.initlab.reports;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.reports.internal.Numbers;
import org.initlab.reports.internal.TextWrap;

/** Checks as a table of data and as text for a terminal. */
public final class ChecksTable {
  private static final int DIGITS = 6;
  private static final int GAP = 2;

  /** The narrowest column of prose; below it, each check is written as a block of lines. */
  private static final int MIN_PROSE = 18;

  private ChecksTable() {}

  /** One row per check, full precision; its id is {@code checks}. */
  public static Table of(List<Check> checks) {
    Table.Builder table =
        Table.builder(
            "checks",
            "Checks",
            Column.text("id", "name of the check"),
            Column.text("claim", "what is claimed"),
            Column.text("source", "where the expected value comes from"),
            Column.real("expected", "published or theoretical value"),
            Column.real("measured", "our value"),
            Column.real("uncertainty", "standard error of measured; 0 if deterministic"),
            Column.real("tolerance", "largest |measured − expected| that passes"),
            Column.real("false_failure_rate", "probability that a correct program fails"),
            Column.text("verdict", "PASS or FAIL"));
    for (Check c : checks) {
      table.row(
          c.id(),
          c.claim(),
          c.source(),
          c.expected(),
          c.measured(),
          c.uncertainty(),
          c.tolerance(),
          c.falseFailureRate(),
          c.verdict().name());
    }
    return table.build();
  }

  /**
   * The checks and a line that counts them.
   *
   * @param width of the terminal in characters; longer claims and sources are wrapped
   */
  public static String toText(List<Check> checks, int width) {
    List<String> lines = new ArrayList<>();
    int[] numbers = new int[4];
    List<String> heads = List.of("verdict", "expected", "ours ± error", "tolerance");
    for (int i = 0; i < 4; i++) numbers[i] = heads.get(i).length();
    for (Check c : checks) {
      List<String> cells = numbers(c);
      for (int i = 0; i < 4; i++) numbers[i] = Math.max(numbers[i], TextWrap.length(cells.get(i)));
    }
    int prose = width - 5 * GAP;
    for (int n : numbers) prose -= n;
    if (prose >= 2 * MIN_PROSE) columns(checks, numbers, prose, lines);
    else blocks(checks, Math.max(width, MIN_PROSE), lines);
    lines.add(summary(checks));
    return String.join("\n", lines) + "\n";
  }

  private static String summary(List<Check> checks) {
    long failed = checks.stream().filter(c -> c.verdict() == Check.Verdict.FAIL).count();
    return checks.size()
        + (checks.size() == 1 ? " check: " : " checks: ")
        + (checks.size() - failed)
        + " passed, "
        + failed
        + " failed";
  }

  private static List<String> numbers(Check c) {
    return List.of(
        c.verdict().name(),
        Numbers.significant(c.expected(), DIGITS),
        Numbers.withError(c.measured(), c.uncertainty(), DIGITS),
        Numbers.significant(c.tolerance(), 3));
  }

  private static void columns(List<Check> checks, int[] numbers, int prose, List<String> lines) {
    int claim = longest(checks.stream().map(Check::claim).toList(), "claim");
    int source = longest(checks.stream().map(Check::source).toList(), "source");
    if (claim + source > prose) {
      // The shorter of the two keeps what it needs up to a third; the other wraps.
      int third = Math.max(MIN_PROSE, prose / 3);
      if (source <= claim) source = Math.min(source, third);
      else claim = Math.min(claim, third);
      if (source <= claim) claim = prose - source;
      else source = prose - claim;
    }
    int[] widths = {numbers[0], claim, source, numbers[1], numbers[2], numbers[3]};
    row(
        lines,
        widths,
        List.of(
            List.of("verdict"),
            List.of("claim"),
            List.of("source"),
            List.of("expected"),
            List.of("ours ± error"),
            List.of("tolerance")));
    List<List<String>> rule = new ArrayList<>();
    for (int w : widths) rule.add(List.of("─".repeat(w)));
    row(lines, widths, rule);
    for (Check c : checks) {
      List<String> n = numbers(c);
      row(
          lines,
          widths,
          List.of(
              List.of(n.get(0)),
              TextWrap.lines(c.claim(), claim),
              TextWrap.lines(c.source(), source),
              List.of(n.get(1)),
              List.of(n.get(2)),
              List.of(n.get(3))));
    }
  }

  private static int longest(List<String> texts, String head) {
    return Math.max(
        head.length(), texts.stream().mapToInt(TextWrap::length).max().orElse(head.length()));
  }

  private static void row(List<String> lines, int[] widths, List<List<String>> cells) {
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    for (int h = 0; h < height; h++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String text = h < cells.get(i).size() ? cells.get(i).get(h) : "";
        line.append(TextWrap.pad(text, widths[i] + GAP));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  private static void blocks(List<Check> checks, int width, List<String> lines) {
    for (Check c : checks) {
      List<String> n = numbers(c);
      field(lines, width, n.get(0), c.claim());
      field(lines, width, "", "source: " + c.source());
      field(lines, width, "", "expected: " + n.get(1));
      field(lines, width, "", "ours ± error: " + n.get(2));
      field(lines, width, "", "tolerance: " + n.get(3));
    }
  }

  private static void field(List<String> lines, int width, String head, String text) {
    String margin = TextWrap.pad(head, 6);
    for (String line : TextWrap.lines(text, width - 6)) {
      lines.add(margin + line);
      margin = TextWrap.pad("", 6);
    }
  }
}
