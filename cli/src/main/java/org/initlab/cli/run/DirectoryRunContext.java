package org.initlab.cli.run;

import java.nio.file.Path;
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
import org.initlab.core.train.CheckpointDirectory;
import org.initlab.core.train.Snapshots;

/** A run whose finished units are kept in its directory. */
public final class DirectoryRunContext implements RunContext {
  private final Scale scale;
  private final Seed seed;
  private final List<Backend> backends;
  private final CompileOptions options;
  private final DataFolders data;
  private final Progress progress;
  private final Path checkpoints;
  private final UnitStore units;

  public DirectoryRunContext(
      Scale scale,
      Seed seed,
      List<Backend> backends,
      CompileOptions options,
      DataFolders data,
      Progress progress,
      RunDirectory directory) {
    this.scale = scale;
    this.seed = seed;
    this.backends = List.copyOf(backends);
    this.options = options;
    this.data = data;
    this.progress = progress;
    this.checkpoints = directory.path().resolve("checkpoints");
    this.units = new UnitStore(directory);
  }

  @Override
  public Scale scale() {
    return scale;
  }

  @Override
  public Seed seed() {
    return seed;
  }

  @Override
  public List<Backend> backends() {
    return backends;
  }

  @Override
  public CompileOptions options() {
    return options;
  }

  @Override
  public DataFolders data() {
    return data;
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public Table unit(String key, Supplier<Table> work) {
    Table table = units.unit(key, work);
    CheckpointDirectory.remove(checkpoints.resolve(key));
    return table;
  }

  @Override
  public Snapshots snapshots(String unit) {
    return new CheckpointDirectory(
        checkpoints.resolve(unit), options.precision(), seed, progress::warn);
  }
}
