package org.initlab.core.experiment.calibration;

import java.util.List;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.DataFolders;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;

/** The run of a context at another seed: silent, and its units are not kept, being small. */
record SeedContext(RunContext base, Seed seed) implements RunContext {
  @Override
  public Scale scale() {
    return base.scale();
  }

  @Override
  public List<Backend> backends() {
    return base.backends();
  }

  @Override
  public CompileOptions options() {
    return base.options();
  }

  @Override
  public DataFolders data() {
    return base.data();
  }

  @Override
  public Progress progress() {
    return Progress.SILENT;
  }

  @Override
  public Table unit(String key, Supplier<Table> work) {
    return work.get();
  }
}
