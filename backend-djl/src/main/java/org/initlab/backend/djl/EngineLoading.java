package org.initlab.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Loads an engine of DJL from native libraries on the class path, or from those that the user
 * points to.
 *
 * @param engine DJL's name of the engine, for example {@code PyTorch}
 * @param id the engine's name in DJL's resources and directories, for example {@code pytorch}
 * @param pathVariable the environment variable or system property by which a user supplies native
 *     libraries
 * @param mayDownload whether DJL may download libraries if there are none
 * @param cached the resource on the class path by the name of the file that DJL extracts it to
 */
public record EngineLoading(
    String engine,
    String id,
    String pathVariable,
    BooleanSupplier mayDownload,
    Function<Platform, Map<String, String>> cached) {

  /**
   * How often a thread of GCC's OpenMP runtime looks for work before it sleeps. It is 300,000 by
   * default, milliseconds, so that on a machine with anything else to do an operator on two threads
   * waits for a time slice, and MXNet divides every operator, however small. 10,000 turns outlast
   * what one thread does between two operators; at 3,000 an MLP's training step in PyTorch took a
   * few hundredths longer. The engines share the runtime that is loaded first.
   */
  private static final String SPIN_COUNT = "10000";

  /**
   * Loads the engine. When it takes its libraries from the class path DJL is kept off the network,
   * by its property {@code ai.djl.offline}.
   *
   * @param prepare runs before any library is loaded
   * @param adapt runs once the engine is loaded
   * @throws EngineLoadException if any of it fails; its message says why, in one line
   */
  public EngineAdapter load(Runnable prepare, Function<Engine, EngineAdapter> adapt)
      throws EngineLoadException {
    // DJL's loaders throw whatever their platform throws, errors included. An engine that cannot
    // load is this method's answer, not a failure of the program.
    try {
      System.setProperty("OPT_OUT_TRACKING", "true");
      Platform platform = Platform.detectPlatform(id);
      boolean supplied = Utils.getEnvOrSystemProperty(pathVariable) != null;
      if (!supplied && platform.isPlaceholder() && !mayDownload.getAsBoolean())
        throw missing(platform);
      if (!supplied && !platform.isPlaceholder()) {
        System.setProperty("ai.djl.offline", "true");
        requireWhole(platform);
      }
      NativeProcess.setIfAbsent("GOMP_SPINCOUNT", SPIN_COUNT);
      prepare.run();
      return adapt.apply(Engine.getEngine(engine));
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new EngineLoadException(
          "the native libraries of " + engine + " do not load: " + innermost(e),
          "if they are damaged, delete "
              + Utils.getEngineCacheDir(id)
              + " and they are extracted again; if "
              + pathVariable
              + " is set, check what it points to",
          e);
    }
  }

  private EngineLoadException missing(Platform platform) {
    return new EngineLoadException(
        "there are no native libraries of "
            + engine
            + " for "
            + platform.getClassifier()
            + " on the class path",
        "use a platform that they exist for, or set "
            + pathVariable
            + " to a folder with those of version "
            + platform.getVersion(),
        null);
  }

  /**
   * Compares what was extracted before with what is on the class path: the system's loader maps a
   * truncated library without a complaint, and the process dies when it touches the missing part.
   */
  private void requireWhole(Platform platform) throws EngineLoadException {
    Path directory = directory(platform);
    for (Map.Entry<String, String> e : cached.apply(platform).entrySet()) {
      Path file = directory.resolve(e.getKey());
      URL original = EngineLoading.class.getClassLoader().getResource(e.getValue());
      if (original == null || !Files.exists(file)) continue; // DJL extracts it, or says why not
      try {
        long expected = original.openConnection().getContentLengthLong();
        if (Files.size(file) == expected) continue;
        throw new EngineLoadException(
            "the native library "
                + file
                + " is damaged: it has "
                + Files.size(file)
                + " bytes and should have "
                + expected,
            "delete " + directory + " and it is extracted again",
            null);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private Path directory(Platform platform) {
    return Utils.getEngineCacheDir(id)
        .resolve(
            platform.getVersion() + '-' + platform.getFlavor() + '-' + platform.getClassifier());
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) cause = cause.getCause();
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.strip().lines().findFirst().orElse(cause.toString()).replaceAll(":$", "");
  }
}
