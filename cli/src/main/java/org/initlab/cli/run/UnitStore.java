package org.initlab.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.initlab.cli.terminal.TableJson;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.Units;

/**
 * The finished parts of a run, one JSON file each under {@code units/}, so that an interrupted run
 * loses at most one.
 */
public final class UnitStore implements Units {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;
  private final Set<String> asked = new HashSet<>();

  public UnitStore(RunDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Table unit(String key, Supplier<Table> work) {
    if (!key.matches("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")) {
      throw new IllegalArgumentException(
          "unit key must be kebab-case parts joined by '/', was '" + key + "'");
    }
    if (!asked.add(key))
      throw new IllegalArgumentException("unit key '" + key + "' was used twice in one run");
    String name = "units/" + key + ".json";
    Path file = directory.path().resolve(name);
    if (Files.exists(file)) return read(file);
    Table table = work.get();
    directory.write(name, TableJson.write(table));
    return table;
  }

  private static Table read(Path file) {
    try {
      return TableJson.read(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("unit '" + file + "' cannot be read back", e);
    }
  }
}
