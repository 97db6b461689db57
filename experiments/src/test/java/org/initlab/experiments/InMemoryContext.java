package org.initlab.experiments;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.DataFolders;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;

/** A run whose units are kept in a map; runs that share the map resume one another. */
public final class InMemoryContext implements RunContext {
  private final Scale scale;
  private final Seed seed;
  private final List<Backend> backends;
  private final CompileOptions options;
  private final Map<String, Table> units;

  private InMemoryContext(
      Scale scale,
      Seed seed,
      List<Backend> backends,
      CompileOptions options,
      Map<String, Table> units) {
    this.scale = scale;
    this.seed = seed;
    this.backends = List.copyOf(backends);
    this.options = options;
    this.units = units;
  }

  public static InMemoryContext of(
      Scale scale, long seed, CompileOptions options, Backend... backends) {
    return new InMemoryContext(
        scale, new Seed(seed), List.of(backends), options, new LinkedHashMap<>());
  }

  /** The units finished so far, in order. */
  public Map<String, Table> units() {
    return units;
  }

  /** The same run again, on {@code others}, with {@code finished} units kept. */
  public InMemoryContext resumed(Map<String, Table> finished, Backend... others) {
    return new InMemoryContext(scale, seed, List.of(others), options, finished);
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

  /** No files: experiments in tests have the digits of the program itself. */
  @Override
  public DataFolders data() {
    return new DataFolders(List.of(Path.of("no-such-folder")));
  }

  @Override
  public Progress progress() {
    return Progress.SILENT;
  }

  @Override
  public Table unit(String key, Supplier<Table> work) {
    Table kept = units.get(key);
    if (kept == null) {
      kept = work.get();
      units.put(key, kept);
    }
    return kept;
  }
}
