package org.initlab.cli;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.UnavailableException;

/** The backends on the class path, and the choice that {@code --backend} makes among them. */
@Singleton
public final class Backends {
  /** What {@code --backend} says to mean every backend that this machine can use. */
  public static final String ALL = "all";

  private final Map<String, Backend> byName;
  private final Terminal terminal;

  @Inject
  Backends(Map<String, Backend> byName, Terminal terminal) {
    this.byName = byName;
    this.terminal = terminal;
  }

  /** Every backend, usable or not, in the order of the class path. */
  public List<Backend> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The backends named by a comma-separated list, or all usable ones for {@link #ALL}; those that
   * {@code all} leaves out are named on standard error.
   *
   * @throws UnavailableException if a backend that was named cannot be used, or none can
   */
  public List<Backend> select(String names) {
    return names.equals(ALL) ? usable() : named(names);
  }

  private List<Backend> named(String names) {
    List<String> allowed = new ArrayList<>(byName.keySet());
    allowed.add(ALL);
    List<Backend> chosen = new ArrayList<>();
    for (String name : new LinkedHashSet<>(Arrays.asList(names.split(",", -1)))) {
      Backend backend = byName.get(name);
      if (backend == null) throw Arguments.unknown("backend", name, allowed);
      Availability a = backend.availability();
      if (!a.available()) {
        throw new UnavailableException(unavailable(name, a));
      }
      chosen.add(backend);
    }
    return List.copyOf(chosen);
  }

  private List<Backend> usable() {
    List<Backend> chosen = new ArrayList<>();
    for (Backend backend : byName.values()) {
      Availability a = backend.availability();
      if (a.available()) chosen.add(backend);
      else terminal.warn("left out: " + unavailable(backend.name(), a));
    }
    if (chosen.isEmpty())
      throw new UnavailableException("no backend is available; run 'initlab doctor'");
    return List.copyOf(chosen);
  }

  private static String unavailable(String name, Availability a) {
    return "backend '" + name + "' is not available: " + a.reason() + "; " + a.remedy();
  }
}
