package org.initlab.backend.mxnet;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.backend.djl.EngineAdapter;
import org.initlab.backend.djl.EngineLoadException;
import org.initlab.backend.djl.EngineLoading;
import org.initlab.backend.djl.EngineProvider;
import org.initlab.backend.djl.NativeProcess;

/** MXNet's engine by name. */
final class MxnetProvider implements EngineProvider {
  @Override
  public String name() {
    return "mxnet";
  }

  @Override
  public String description() {
    return "MXNet (retired upstream) by DJL; CPU";
  }

  @Override
  public EngineAdapter load() throws EngineLoadException {
    return new EngineLoading(
            "MXNet", "mxnet", "MXNET_LIBRARY_PATH", () -> false, MxnetProvider::cached)
        .load(MxnetProvider::setEnvironment, MxnetProvider::adapt);
  }

  // MXNet reads its environment when it is loaded. The naive engine takes its thread count from the
  // caller, so that it can differ between models; without OMP_NUM_THREADS MXNet would use half of
  // the processors and set the OpenMP library that it shares with PyTorch to that, too.
  private static void setEnvironment() {
    NativeProcess.set("MXNET_ENGINE_TYPE", "NaiveEngine");
    NativeProcess.setIfAbsent(
        "OMP_NUM_THREADS", Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  // The first operation starts the engine, which writes its name to standard error.
  private static EngineAdapter adapt(Engine engine) {
    NativeProcess.withoutStandardError(
        () -> engine.newBaseManager().create(0f).getManager().close());
    return new MxnetAdapter(engine);
  }

  private static Map<String, String> cached(Platform platform) {
    Map<String, String> resources = new LinkedHashMap<>();
    for (String library : platform.getLibraries()) {
      resources.put(library, "native/lib/" + library);
    }
    return resources;
  }
}
