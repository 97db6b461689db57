package org.initlab.cli;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.BackendChoice;

/** The backends on the class path, and the choice that {@code --backend} makes among them. */
@Singleton
public final class Backends {
  /** What {@code --backend} says to mean every backend that this machine can use. */
  public static final String ALL = BackendChoice.ALL;

  private final List<Backend> all;
  private final BackendChoice choice;
  private final Terminal terminal;

  @Inject
  Backends(Map<String, Backend> byName, Terminal terminal) {
    this.all = List.copyOf(byName.values());
    this.choice = new BackendChoice(byName);
    this.terminal = terminal;
  }

  /** Every backend, usable or not, in the order of the class path. */
  public List<Backend> all() {
    return all;
  }

  /**
   * The backends that {@code --backend} names; those that {@link #ALL} leaves out are named on
   * standard error.
   *
   * @throws org.initlab.core.error.UnavailableException if a backend that was named cannot be used,
   *     or none can
   */
  public List<Backend> select(String names) {
    return choice.select(names, terminal::warn);
  }
}
