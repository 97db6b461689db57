package org.initlab.cli.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.initlab.core.error.Arguments;
import org.initlab.core.experiment.Experiment;

/** The experiments on the class path, by id. */
public final class Experiments {
  private Experiments() {}

  public static List<Experiment> all() {
    return ServiceLoader.load(Experiment.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Experiment::id))
        .toList();
  }

  public static Experiment named(String id) {
    List<Experiment> all = all();
    return all.stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> Arguments.unknown("experiment", id, all.stream().map(Experiment::id).toList()));
  }
}
