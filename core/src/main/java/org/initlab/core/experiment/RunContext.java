package org.initlab.core.experiment;

import java.util.List;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.random.Seed;

/** What an experiment is run with. */
public interface RunContext {
  Scale scale();

  Seed seed();

  /** At least one; the first is the reference that others are compared with. */
  List<Backend> backends();

  CompileOptions options();

  Progress progress();

  /**
   * A part of the run whose table is kept as soon as it is finished: a run that is resumed after an
   * interruption reads it back instead of computing it again, bit for bit the same.
   *
   * @param key unique in the run, in kebab case with slashes
   */
  Table unit(String key, Supplier<Table> work);
}
