package org.initlab.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import java.time.Clock;
import java.util.ServiceLoader;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;

/**
 * The composition: every backend's module on the class path, found with {@link ServiceLoader}. A
 * fourth backend is a jar there and no change here.
 */
final class CliModule extends AbstractModule {
  private final Terminal terminal;
  private final Invocation invocation;

  CliModule(Terminal terminal, Invocation invocation) {
    this.terminal = terminal;
    this.invocation = invocation;
  }

  @Override
  protected void configure() {
    bind(Terminal.class).toInstance(terminal);
    bind(Invocation.class).toInstance(invocation);
    bind(Clock.class).toInstance(Clock.systemDefaultZone());
    MapBinder.newMapBinder(binder(), String.class, Backend.class);
    ServiceLoader.load(Module.class).forEach(this::install);
  }
}
