package org.initlab.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      Path plain = folder.resolve(name);
      Path gzip = folder.resolve(name + ".gz");
      if (Files.isRegularFile(plain)) found.add(plain);
      else if (Files.isRegularFile(gzip)) found.add(gzip);
      else missing.add(name);
    }
    if (found.isEmpty()) return Optional.empty();
    if (missing.isEmpty()) return Optional.of(found);
    throw new InvalidInputException(
        folder + " is incomplete: " + String.join(" and ", missing) + " (or .gz) is missing");
  }
}
