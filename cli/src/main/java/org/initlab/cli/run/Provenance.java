package org.initlab.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.initlab.cli.Invocation;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;

/** Where a result comes from: program, machine, engines and command line, for {@code run.json}. */
public final class Provenance {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Provenance() {}

  public static ObjectNode of(Invocation invocation, List<Backend> backends) {
    ObjectNode node = JSON.createObjectNode();
    node.put("command_line", "initlab " + String.join(" ", invocation.arguments()));
    node.set("arguments", JSON.valueToTree(invocation.arguments()));
    BuildInfo build = BuildInfo.load();
    node.putObject("initlab")
        .put("version", build.version())
        .put("git_commit", build.commit())
        .put("git_tree_dirty", build.dirty());
    node.putObject("jvm")
        .put("version", Runtime.version().toString())
        .put("vendor", System.getProperty("java.vendor"))
        .put("max_heap_mib", Runtime.getRuntime().maxMemory() >> 20);
    node.putObject("machine")
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("architecture", System.getProperty("os.arch"))
        .put("cpu", cpu())
        .put("processors", Runtime.getRuntime().availableProcessors());
    ObjectNode engines = node.putObject("backends");
    for (Backend backend : backends) {
      ObjectNode engine = engines.putObject(backend.name());
      backend.provenance().forEach(engine::put);
      engine.put(
          "bitwise_reproducible", backend.capabilities().contains(Capability.BITWISE_REPRODUCIBLE));
    }
    return node;
  }

  private static String cpu() {
    if (!Files.isReadable(CPU_INFO)) return System.getProperty("os.arch");
    try {
      return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return "unknown (" + e.getMessage() + ")";
    }
  }
}
