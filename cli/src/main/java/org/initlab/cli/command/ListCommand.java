package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.initlab.cli.ExitCode;
import org.initlab.cli.catalog.Catalog;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.error.Arguments;
import org.initlab.core.experiment.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code initlab list}: what there is, one line each. */
@Command(
    name = "list",
    description =
        "Lists backends, initializers, networks, datasets, experiments or papers, one line each.",
    mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
  private final Map<String, Supplier<Table>> kinds;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "KIND", description = "which (default: all of them)")
  private String kind;

  @Option(names = "--json", description = "JSON on standard output")
  private boolean json;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  ListCommand(Catalog catalog, Terminal terminal) {
    this.kinds = catalog.tables();
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (kind != null && !kinds.containsKey(kind))
      throw Arguments.unknown("kind", kind, kinds.keySet());
    List<Supplier<Table>> wanted =
        kind == null ? List.copyOf(kinds.values()) : List.of(kinds.get(kind));
    List<Table> tables = wanted.stream().map(Supplier::get).toList();
    if (json) {
      Printer.json(terminal, Catalog.json(tables, kind != null));
    } else {
      tables.forEach(t -> Printer.print(terminal, t, false));
    }
    return ExitCode.OK;
  }
}
