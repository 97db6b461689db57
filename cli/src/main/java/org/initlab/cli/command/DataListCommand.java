package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.KnownDataset;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code initlab data list}: the data sets and where they are. */
@Command(
    name = "list",
    description = "Lists the data sets and where they are on this machine.",
    mixinStandardHelpOptions = true)
public final class DataListCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Terminal terminal;

  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--json", description = "JSON on standard output")
  private boolean json;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  DataListCommand(Invocation invocation, Terminal terminal) {
    this.invocation = invocation;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DataFolders folders = data.folders(invocation);
    Table.Builder table =
        Table.builder(
            "datasets",
            "Data sets",
            Column.text("name", "the name on the command line"),
            Column.flag("available", "whether its files are here"),
            Column.text("folder", "where they are"),
            Column.text("description", "what it is"));
    for (KnownDataset d : KnownDataset.values()) {
      String folder = d.locate(folders).map(Path::toString).orElse("");
      table.row(d.id(), d.embedded() || !folder.isEmpty(), folder, d.description());
    }
    Printer.print(terminal, table.build(), json);
    return ExitCode.OK;
  }
}
