package org.initlab.cli.command;

import jakarta.inject.Inject;
import org.initlab.cli.run.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** {@code initlab --version}. */
public final class VersionProvider implements IVersionProvider {
  @Inject
  VersionProvider() {}

  @Override
  public String[] getVersion() {
    BuildInfo build = BuildInfo.load();
    return new String[] {
      "initlab "
          + build.version()
          + " (commit "
          + build.commit()
          + ", Java "
          + Runtime.version()
          + ")"
    };
  }
}
