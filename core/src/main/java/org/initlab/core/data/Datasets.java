package org.initlab.core.data;

import java.util.Arrays;
import java.util.List;
import org.initlab.core.error.Arguments;

/** The data sets that have a name, found and read. */
public final class Datasets {
  private Datasets() {}

  /** The names, in the order in which they are shown. */
  public static List<String> names() {
    return Arrays.stream(KnownDataset.values()).map(KnownDataset::id).toList();
  }

  /**
   * Reads a data set.
   *
   * @throws org.initlab.core.error.InvalidInputException in one line: of an unknown name, with the
   *     nearest known one; of missing files, with where to put which; of a damaged file, with what
   *     is wrong with it
   */
  public static Dataset named(String name, DataFolders folders) {
    return Arrays.stream(KnownDataset.values())
        .filter(k -> k.id().equals(name))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("dataset", name, names()))
        .read(folders);
  }
}
