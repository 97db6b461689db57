package org.initlab.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names for runs that are reported together, fit for folders on every file system: the last part of
 * each directory, with those before it where several end alike, as {@code seed-1-run} and {@code
 * seed-2-run} for {@code seed-1/run} and {@code seed-2/run}. They depend on the directories and
 * their order alone.
 */
final class RunNames {
  private RunNames() {}

  /**
   * @param directories absolute, normalized and different
   * @param reserved names that something else in the same folder has, in lower case
   */
  static List<String> of(List<Path> directories, Set<String> reserved) {
    int[] parts = new int[directories.size()];
    boolean longer = true;
    while (longer) {
      longer = false;
      Map<String, Integer> count = new HashMap<>();
      for (int i = 0; i < parts.length; i++) {
        count.merge(key(name(directories.get(i), parts[i])), 1, Integer::sum);
      }
      for (int i = 0; i < parts.length; i++) {
        boolean alone = count.get(key(name(directories.get(i), parts[i]))) == 1;
        if (alone || parts[i] + 1 >= directories.get(i).getNameCount()) continue;
        parts[i]++;
        longer = true;
      }
    }
    Set<String> taken = new HashSet<>(reserved);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      names.add(untaken(name(directories.get(i), parts[i]), taken));
    }
    return names;
  }

  /** The last part, and {@code more} before it. */
  private static String name(Path directory, int more) {
    int n = directory.getNameCount();
    if (n == 0) return "run"; // a file system's root
    List<String> parts = new ArrayList<>();
    directory.subpath(n - 1 - more, n).forEach(p -> parts.add(p.toString()));
    String name = String.join("-", parts).replaceAll("[^A-Za-z0-9._-]", "-");
    return Character.isLetterOrDigit(name.charAt(0)) ? name : "run" + name;
  }

  private static String untaken(String name, Set<String> taken) {
    String candidate = name;
    for (int i = 2; !taken.add(key(candidate)); i++) candidate = name + "-" + i;
    return candidate;
  }

  /** What some file systems cannot tell apart. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
