package org.initlab.core.experiment;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.DataFolders;
import org.initlab.core.random.Seed;

/** What an experiment is run with; its finished units are kept. */
public interface RunContext extends Units {
  Scale scale();

  Seed seed();

  /** At least one; the first is the reference that others are compared with. */
  List<Backend> backends();

  CompileOptions options();

  /** Where data sets are looked for. */
  DataFolders data();

  Progress progress();
}
