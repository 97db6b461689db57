package org.initlab.core.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/** The schemes on the class path. */
public final class Schemes {
  private Schemes() {}

  /** All of them, by name. */
  public static List<Scheme> all() {
    List<Scheme> schemes = new ArrayList<>();
    ServiceLoader.load(Scheme.class).forEach(schemes::add);
    schemes.sort(Comparator.comparing(Scheme::name));
    return List.copyOf(schemes);
  }

  /**
   * The scheme of this name or alias.
   *
   * @throws InvalidInputException if there is none; the message has the nearest name
   */
  public static Scheme named(String name) {
    Map<String, Scheme> byName = new TreeMap<>();
    for (Scheme scheme : all()) {
      register(byName, scheme.name(), scheme);
      for (String alias : scheme.aliases()) register(byName, alias, scheme);
    }
    Scheme scheme = byName.get(name);
    if (scheme == null) throw Arguments.unknown("initializer", name, byName.keySet());
    return scheme;
  }

  private static void register(Map<String, Scheme> byName, String name, Scheme scheme) {
    Scheme other = byName.putIfAbsent(name, scheme);
    if (other != null) {
      throw new IllegalStateException(
          "two initializers are named '"
              + name
              + "': "
              + other.getClass().getName()
              + " and "
              + scheme.getClass().getName());
    }
  }
}
