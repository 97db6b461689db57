package org.initlab.backend.djl;

/** One engine by name, not loaded yet. */
public interface EngineProvider {
  /** The backend's name on the command line, for example {@code pytorch}. */
  String name();

  /** One line for {@code initlab list}. */
  String description();

  /**
   * Loads the engine's native libraries; called at most once.
   *
   * @throws EngineLoadException if they are missing, damaged or not made for this machine
   */
  EngineAdapter load() throws EngineLoadException;
}
