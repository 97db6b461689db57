package org.initlab.core.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.UnavailableException;

/** The choice that {@code --backend} makes among the backends that there are. */
public final class BackendChoice {
  /** What {@code --backend} says to mean every backend that this machine can use. */
  public static final String ALL = "all";

  private final Map<String, Backend> byName;

  /**
   * @param byName every backend, usable or not, in the order in which {@link #ALL} gives them
   */
  public BackendChoice(Map<String, Backend> byName) {
    this.byName = byName;
  }

  /**
   * The backends named by a comma-separated list, or all usable ones for {@link #ALL}.
   *
   * @param leftOut is told, in one line each, of the backends that {@code all} leaves out
   * @throws UnavailableException if a backend that was named cannot be used, or none can
   */
  public List<Backend> select(String names, Consumer<String> leftOut) {
    return names.equals(ALL) ? usable(leftOut) : named(names);
  }

  private List<Backend> named(String names) {
    List<String> allowed = new ArrayList<>(byName.keySet());
    allowed.add(ALL);
    List<Backend> chosen = new ArrayList<>();
    for (String name : new LinkedHashSet<>(Arrays.asList(names.split(",", -1)))) {
      Backend backend = byName.get(name);
      if (backend == null) throw Arguments.unknown("backend", name, allowed);
      Availability a = backend.availability();
      if (!a.available()) throw new UnavailableException(unavailable(name, a));
      chosen.add(backend);
    }
    return List.copyOf(chosen);
  }

  private List<Backend> usable(Consumer<String> leftOut) {
    List<Backend> chosen = new ArrayList<>();
    for (Backend backend : byName.values()) {
      Availability a = backend.availability();
      if (a.available()) chosen.add(backend);
      else leftOut.accept("left out: " + unavailable(backend.name(), a));
    }
    if (chosen.isEmpty()) {
      throw new UnavailableException("no backend is available; run 'initlab doctor'");
    }
    return List.copyOf(chosen);
  }

  private static String unavailable(String name, Availability a) {
    return "backend '" + name + "' is not available: " + a.reason() + "; " + a.remedy();
  }
}
