package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.initlab.cli.Backends;
import org.initlab.cli.ExitCode;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code initlab doctor}: what this machine has, and what to do about what is missing. */
@Command(
    name = "doctor",
    description =
        "Says which engines, devices and SIMD this machine has, and what to do about what is missing.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  private final Backends backends;
  private final Terminal terminal;

  @Option(names = "--json", description = "JSON on standard output")
  private boolean json;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  DoctorCommand(Backends backends, Terminal terminal) {
    this.backends = backends;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Table.Builder table =
        Table.builder(
            "doctor",
            "This machine",
            Column.text("what", "part of the machine or backend"),
            Column.text("state", "ok or missing"),
            Column.text("found", "what was found, or why it cannot be used"),
            Column.text("remedy", "what to do about it"));
    String jvm = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    table.row("java", "ok", jvm, "");
    Runtime runtime = Runtime.getRuntime();
    String size =
        runtime.availableProcessors()
            + " processors, heap up to "
            + (runtime.maxMemory() >> 20)
            + " MiB";
    table.row("machine", "ok", System.getProperty("os.arch") + ", " + size, "");
    backends.all().forEach(b -> row(table, b));
    Printer.print(terminal, table.build(), json);
    return ExitCode.OK;
  }

  private static void row(Table.Builder table, Backend backend) {
    Availability a = backend.availability();
    if (!a.available()) {
      table.row(backend.name(), "missing", a.reason(), a.remedy());
      return;
    }
    String versions =
        backend.provenance().entrySet().stream()
            .map((Map.Entry<String, String> e) -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    String devices =
        backend.devices().stream().map(Object::toString).collect(Collectors.joining(", "));
    String capabilities =
        new TreeSet<>(backend.capabilities())
            .stream()
                .map(c -> c.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
    table.row(
        backend.name(), "ok", versions + "; devices: " + devices + "; can: " + capabilities, "");
  }
}
