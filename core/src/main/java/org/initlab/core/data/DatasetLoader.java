package org.initlab.core.data;

import java.nio.file.Path;
import java.util.Optional;

/** Reads a data set from a folder. */
interface DatasetLoader {
  /**
   * The data set, or nothing where none of its files is in {@code folder}.
   *
   * @throws org.initlab.core.error.InvalidInputException where some of its files are missing, or
   *     one is damaged
   */
  Optional<Dataset> load(String name, Path folder);

  /** Whether all of its files are in {@code folder}; none of them is read. */
  boolean isIn(Path folder);
}
