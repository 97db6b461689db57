package org.initlab.cli;

import com.google.inject.Injector;
import picocli.CommandLine;

/** Makes commands with what they need injected, and leaves picocli's own needs to picocli. */
final class CommandFactory implements CommandLine.IFactory {
  private final Injector injector;
  private final CommandLine.IFactory fallback = CommandLine.defaultFactory();

  CommandFactory(Injector injector) {
    this.injector = injector;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    boolean ours = type.getPackageName().startsWith(CommandFactory.class.getPackageName());
    return ours ? injector.getInstance(type) : fallback.create(type);
  }
}
