package org.initlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * metrics.csv without its two columns of times, which no run has twice: everything else is the same
 * in every run of the same command on native.
 */
final class DeterministicColumns {
  private DeterministicColumns() {}

  static List<String> of(Path metrics) throws IOException {
    return Files.readAllLines(metrics).stream()
        .map(row -> row.split(",", -1))
        .map(c -> String.join(",", c[0], c[1], c[2], c[3], c[4], c[5], c[8]))
        .toList();
  }
}
