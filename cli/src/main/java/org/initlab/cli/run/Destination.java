package org.initlab.cli.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run's files go and what is said on the way; without a directory, a new one under {@code
 * runs/}.
 */
public record Destination(Optional<Path> directory, boolean resume, boolean quiet, boolean json) {}
