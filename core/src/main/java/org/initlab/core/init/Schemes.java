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
   * The scheme of this name or alias, with settings where they follow it: {@code
   * orthogonal:gain=1.2}, several joined by colons.
   *
   * @throws InvalidInputException if there is none; the message has the nearest name
   */
  public static Scheme named(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) return find(name);
    Scheme scheme = find(name.substring(0, colon));
    return scheme.with(settings(scheme, name.substring(colon + 1)));
  }

  private static Map<String, Double> settings(Scheme scheme, String text) {
    if (scheme.settings().isEmpty()) {
      throw new InvalidInputException(
          "initializer '" + scheme.name() + "' has no settings, was given '" + text + "'");
    }
    Map<String, Double> settings = new TreeMap<>(scheme.settings());
    for (String setting : text.split(":", -1)) {
      int equals = setting.indexOf('=');
      String key = equals < 0 ? setting : setting.substring(0, equals);
      if (!settings.containsKey(key)) {
        String what = "setting of initializer '" + scheme.name() + "'";
        throw Arguments.unknown(what, key, settings.keySet());
      }
      settings.put(key, number(scheme.name() + ":" + key, setting.substring(equals + 1)));
    }
    return settings;
  }

  private static double number(String what, String text) {
    try {
      return Arguments.finite(what, Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(what + " must be a number, was '" + text + "'");
    }
  }

  private static Scheme find(String name) {
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
