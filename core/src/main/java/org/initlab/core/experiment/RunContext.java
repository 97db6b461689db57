package org.initlab.core.experiment;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.DataFolders;
import org.initlab.core.random.Seed;
import org.initlab.core.train.Snapshots;

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

  /**
   * Where the training of a unit keeps its state, so that a resumed run goes on within it; what was
   * kept is dropped once the unit is finished.
   *
   * @param unit the unit's key
   */
  default Snapshots snapshots(String unit) {
    return Snapshots.inMemory();
  }
}
