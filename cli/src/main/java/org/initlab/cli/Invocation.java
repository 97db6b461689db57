package org.initlab.cli;

import java.nio.file.Path;
import java.util.List;

/** How initlab was called: its arguments, and the directory that relative paths start from. */
public record Invocation(List<String> arguments, Path workingDirectory) {
  public Invocation {
    arguments = List.copyOf(arguments);
  }

  public Path resolve(Path path) {
    return workingDirectory.resolve(path).normalize();
  }
}
