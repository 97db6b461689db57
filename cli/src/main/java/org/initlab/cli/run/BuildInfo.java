package org.initlab.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built, written into the jar by the build.
 *
 * @param commit the git commit, or {@code unknown} where the sources were no checkout
 * @param dirty whether the tree had changes that were not committed, as text; {@code unknown}
 *     likewise
 */
public record BuildInfo(String version, String commit, String dirty) {
  private static final String RESOURCE = "/org/initlab/cli/build.properties";
  private static final String UNKNOWN = "unknown";

  public static BuildInfo load() {
    Properties p = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      if (in == null) throw new IllegalStateException("the build left out " + RESOURCE);
      p.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(
        p.getProperty("version"), known(p.getProperty("commit")), known(p.getProperty("dirty")));
  }

  private static String known(String value) {
    return value == null || value.isBlank() || value.startsWith("$") ? UNKNOWN : value;
  }
}
