package org.initlab.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.initlab.cli.Invocation;
import org.initlab.core.data.DataFolders;
import picocli.CommandLine.Option;

/** Where data sets are looked for. */
public final class DataOptions {
  @Option(
      names = {"--data-dir", "--data_dir"},
      paramLabel = "DIR",
      description =
          "where data sets are looked for first (then INITLAB_DATA, then the user's cache folder)")
  private Path dataDir;

  public DataFolders folders(Invocation invocation) {
    return DataFolders.of(
        Optional.ofNullable(dataDir).map(invocation::resolve),
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        System.getProperty("os.name"));
  }
}
