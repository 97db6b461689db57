package org.initlab.core.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where data sets are looked for, in this order: what the caller gives ({@code --data-dir}), the
 * environment variable INITLAB_DATA, and the user's cache folder. A data set lies in a folder of
 * its name there, or a given folder is the data set's itself.
 *
 * @param folders at least one, the cache folder last
 */
public record DataFolders(List<Path> folders) {
  public static final String VARIABLE = "INITLAB_DATA";

  public DataFolders {
    folders = List.copyOf(folders);
  }

  /**
   * @param given the caller's folder
   * @param environment the process's variables
   * @param home the user's home folder
   * @param osName the system property os.name
   */
  public static DataFolders of(
      Optional<Path> given, Map<String, String> environment, Path home, String osName) {
    List<Path> folders = new ArrayList<>();
    given.ifPresent(folders::add);
    variable(environment, VARIABLE).map(Path::of).ifPresent(folders::add);
    folders.add(cache(environment, home, osName.toLowerCase(Locale.ROOT)).resolve("initlab"));
    return new DataFolders(folders.stream().distinct().toList());
  }

  /** The folder where something new is put: the first. */
  public Path first() {
    return folders.get(0);
  }

  /** What each system calls its cache: XDG's on Linux, Library/Caches on macOS, LocalAppData. */
  private static Path cache(Map<String, String> environment, Path home, String osName) {
    if (osName.startsWith("windows")) {
      return variable(environment, "LOCALAPPDATA")
          .map(Path::of)
          .orElse(home.resolve("AppData").resolve("Local"));
    }
    if (osName.startsWith("mac")) return home.resolve("Library").resolve("Caches");
    return variable(environment, "XDG_CACHE_HOME").map(Path::of).orElse(home.resolve(".cache"));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
  }
}
