package org.initlab.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.initlab.core.error.InvalidInputException;

/** Looks for the files that together are a data set. */
final class DataFiles {
  private DataFiles() {}

  /**
   * The files of these names in {@code folder}, in their order, each plain or with {@code .gz};
   * nothing where there is none of them.
   *
   * @throws InvalidInputException where there are some but not all
   */
  static Optional<List<Path>> find(Path folder, List<String> names) {
    List<Path> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      locate(folder, name).ifPresentOrElse(found::add, () -> missing.add(name));
    }
    if (found.isEmpty()) return Optional.empty();
    if (missing.isEmpty()) return Optional.of(found);
    throw new InvalidInputException(
        folder + " is incomplete: " + String.join(" and ", missing) + " (or .gz) is missing");
  }

  /** Whether all of them are in {@code folder}. */
  static boolean complete(Path folder, List<String> names) {
    return names.stream().allMatch(n -> locate(folder, n).isPresent());
  }

  private static Optional<Path> locate(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
