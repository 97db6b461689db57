package org.initlab.cli.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.terminal.Bar;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.Datasets;
import org.initlab.core.data.KnownDataset;
import org.initlab.core.data.fetch.Downloader;
import org.initlab.core.error.Arguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code initlab data fetch}: downloads a data set from where it is published. */
@Command(
    name = "fetch",
    description =
        "Downloads a data set into the first data folder; goes on where an earlier attempt ended.",
    mixinStandardHelpOptions = true)
public final class DataFetchCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "which; 'initlab data list' names them")
  private String name;

  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--quiet", description = "no progress")
  private boolean quiet;

  @Option(names = "--verbose", description = "stack traces with errors")
  private boolean verbose;

  @Inject
  DataFetchCommand(Invocation invocation, Terminal terminal) {
    this.invocation = invocation;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KnownDataset dataset =
        Datasets.known(name)
            .orElseThrow(() -> Arguments.unknown("dataset", name, Datasets.names()));
    DataFolders folders = data.folders(invocation);
    List<Path> fetched;
    try (Bar bar = Bar.on(terminal, quiet)) {
      fetched = dataset.fetch(folders, new Downloader(), bar);
    }
    if (quiet) return ExitCode.OK;
    fetched.forEach(file -> terminal.println(file.toString()));
    if (fetched.isEmpty()) {
      terminal.println(
          dataset.embedded()
              ? "dataset '" + name + "' is in the program itself, there is nothing to fetch"
              : "dataset '" + name + "' is whole, nothing was fetched");
    }
    return ExitCode.OK;
  }
}
