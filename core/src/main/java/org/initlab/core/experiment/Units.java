package org.initlab.core.experiment;

import java.util.function.Supplier;

/** Where the finished parts of a run are kept. */
@FunctionalInterface
public interface Units {
  /** Keeps nothing. */
  Units NONE = (key, work) -> work.get();

  /**
   * A part of the run whose table is kept as soon as it is finished: a run that is resumed after an
   * interruption reads it back instead of computing it again, bit for bit the same.
   *
   * @param key unique in the run, lower-case words joined by '-', '_' or '.', and slashes between
   *     parts
   */
  Table unit(String key, Supplier<Table> work);
}
