package org.initlab.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Platform;
import ai.djl.util.Utils;

/**
 * Loads an engine of DJL from native libraries on the class path, or from those that the user
 * points to.
 *
 * @param engine DJL's name of the engine, for example {@code PyTorch}
 * @param id the engine's name in DJL's resources and directories, for example {@code pytorch}
 * @param pathVariable the environment variable or system property by which a user supplies native
 *     libraries
 * @param resources where the libraries are on the class path, given their flavor and classifier
 */
public record EngineLoading(
    String engine, String id, String pathVariable, NativeResources resources) {

  /** Where the native libraries of an engine are on the class path. */
  @FunctionalInterface
  public interface NativeResources {
    /** The resource's folder, with a slash at its end. */
    String folder(Platform platform);
  }

  /** Whether the user points to native libraries by {@link #pathVariable}. */
  public boolean supplied() {
    return Utils.getEnvOrSystemProperty(pathVariable) != null;
  }

  /** What DJL finds on the class path for this machine. */
  public Platform platform() {
    return Platform.detectPlatform(id);
  }

  /**
   * Loads the engine. With libraries on the class path DJL is kept off the network, by its property
   * {@code ai.djl.offline}.
   *
   * @throws EngineLoadException if that fails
   */
  public Engine load() throws EngineLoadException {
    try {
      return Engine.getEngine(engine);
    } catch (EngineException | IllegalArgumentException | LinkageError e) {
      throw new EngineLoadException(e.getMessage(), "", e);
    }
  }
}
