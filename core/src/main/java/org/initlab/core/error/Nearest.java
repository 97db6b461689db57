package org.initlab.core.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The valid name that a misspelt one most likely meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The closest name by edit distance, if at most a third of the given letters (at least 1) differ.
   */
  public static Optional<String> to(String given, Collection<String> names) {
    String wanted = given.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, given.length() / 3);
    return names.stream()
        .filter(n -> distance(wanted, n.toLowerCase(Locale.ROOT)) <= limit)
        .min(
            Comparator.comparingInt((String n) -> distance(wanted, n.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
