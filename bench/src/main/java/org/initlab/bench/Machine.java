package org.initlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.initlab.core.backend.Backend;

/** What a measurement was made on, in words. */
final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  static String describe(List<Backend> backends, int threads) throws IOException {
    String engines =
        backends.stream()
            .map(b -> b.name() + " " + b.provenance())
            .collect(Collectors.joining("\n  "));
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d threads used; %s %s, JDK %s%n  %s",
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        threads,
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        engines);
  }

  private static String cpu() throws IOException {
    if (!Files.isReadable(CPU_INFO)) return System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
