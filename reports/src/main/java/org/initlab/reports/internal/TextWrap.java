package org.initlab.reports.internal;

import java.util.ArrayList;
import java.util.List;

/** Words broken into lines of a given width. */
public final class TextWrap {
  private TextWrap() {}

  /** At least one line; a word longer than the width is cut. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String rest = word;
      if (line.length() > 0 && length(line) + 1 + length(rest) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (line.length() > 0) line.append(' ');
      while (length(rest) > width) {
        int cut = rest.offsetByCodePoints(0, width);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The number of characters as the reader counts them. */
  public static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /** {@code text} and spaces up to {@code width}. */
  public static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }
}
